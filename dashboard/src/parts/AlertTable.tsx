import { Table } from '@mantine/core'
import { acknowledge } from '../api/alertRequests'
import type { Alert } from '../api/types'
import { useMay } from '../api/useMe'
import { hrefTo } from '../lib/route'
import { ScrollTable } from './ScrollTable'
import { SmallAction } from './SmallAction'
import { Time } from './Time'

export function AlertTable({ alerts, withJob = true }: { alerts: readonly Alert[], withJob?: boolean }) {
  const mayWrite = useMay('write')
  return (
    <ScrollTable what="Alerts" width={withJob ? 880 : 700}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={170}>Raised</Table.Th>
          <Table.Th w={104}>Kind</Table.Th>
          {withJob && <Table.Th w="22%">Job</Table.Th>}
          <Table.Th>Error</Table.Th>
          <Table.Th w={98}>Attempts</Table.Th>
          <Table.Th w={190}>Acknowledged</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>{alerts.map((alert, row) => <Row key={row} alert={alert} withJob={withJob} mayWrite={mayWrite} />)}</Table.Tbody>
    </ScrollTable>
  )
}

function Row({ alert, withJob, mayWrite }: { alert: Alert, withJob: boolean, mayWrite: boolean }) {
  return (
    <Table.Tr>
      <Table.Td><a className="link" href={hrefTo(['executions', alert.executionId])}><Time at={alert.createdAt} /></a></Table.Td>
      <Table.Td><KindPill kind={alert.kind} /></Table.Td>
      {withJob && <Table.Td><a className="link" href={hrefTo(['jobs', alert.jobId])}>{alert.jobName ?? alert.jobId}</a></Table.Td>}
      <Table.Td title={alert.error ?? ''}>{alert.error ?? '–'}</Table.Td>
      <Table.Td className="num">{alert.attempts}</Table.Td>
      <Table.Td>
        {alert.acknowledgedAt !== null || !mayWrite ? <Time at={alert.acknowledgedAt} /> : (
          <SmallAction label="Acknowledge" what={`Acknowledge alert ${alert.id}`} request={acknowledge(alert.id)} done="Acknowledged" />
        )}
      </Table.Td>
    </Table.Tr>
  )
}

function KindPill({ kind }: { kind: Alert['kind'] }) {
  return kind === 'FAILURE' ? <span className="pill pill-failed">Failure</span> : <span className="pill pill-success">Recovery</span>
}
