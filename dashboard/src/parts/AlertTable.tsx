import { Button, Table } from '@mantine/core'
import { acknowledge } from '../api/alertRequests'
import type { Alert } from '../api/types'
import { hrefTo } from '../lib/route'
import { CurlButton } from './CurlButton'
import { say } from './toast'
import { Time } from './Time'
import { useAction } from './useAction'

export function AlertTable({ alerts, withJob = true }: { alerts: readonly Alert[], withJob?: boolean }) {
  return (
    <div className="scroll-x" tabIndex={0} role="group" aria-label="Alerts, a table">
      <Table className="fixed-rows" layout="fixed" miw={withJob ? 880 : 700}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={170}>Raised</Table.Th>
            <Table.Th w={104}>Kind</Table.Th>
            {withJob && <Table.Th w="22%">Job</Table.Th>}
            <Table.Th>Error</Table.Th>
            <Table.Th w={84}>Attempts</Table.Th>
            <Table.Th w={190}>Acknowledged</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{alerts.map((alert) => <Row key={alert.id} alert={alert} withJob={withJob} />)}</Table.Tbody>
      </Table>
    </div>
  )
}

function Row({ alert, withJob }: { alert: Alert, withJob: boolean }) {
  const ack = useAction<Alert>(() => say('Acknowledged'))
  const request = acknowledge(alert.id)
  return (
    <Table.Tr>
      <Table.Td><a className="link" href={hrefTo(['executions', alert.executionId])}><Time at={alert.createdAt} /></a></Table.Td>
      <Table.Td><KindPill kind={alert.kind} /></Table.Td>
      {withJob && <Table.Td><a className="link" href={hrefTo(['jobs', alert.jobId])}>{alert.jobName ?? alert.jobId}</a></Table.Td>}
      <Table.Td title={alert.error ?? ''}>{alert.error ?? '–'}</Table.Td>
      <Table.Td className="num">{alert.attempts}</Table.Td>
      <Table.Td>
        {alert.acknowledgedAt !== null ? <Time at={alert.acknowledgedAt} /> : (
          <Button.Group>
            <Button size="compact-sm" h={30} variant="default" loading={ack.isPending} onClick={() => ack.mutate(request)}
              aria-label={`Acknowledge alert ${alert.id}`}>Acknowledge</Button>
            <CurlButton size={30} request={request} what={`Acknowledge alert ${alert.id}`} />
          </Button.Group>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

function KindPill({ kind }: { kind: Alert['kind'] }) {
  return kind === 'FAILURE' ? <span className="pill pill-failed">Failure</span> : <span className="pill pill-success">Recovery</span>
}
