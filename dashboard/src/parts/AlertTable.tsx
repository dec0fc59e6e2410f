import { acknowledge } from '../api/alertRequests'
import type { Alert } from '../api/types'
import { useMay } from '../api/useMe'
import { hrefTo } from '../lib/route'
import { goneRow, ScrollTable } from './ScrollTable'
import { SmallAction } from './SmallAction'
import { Time } from './Time'

interface Props {
  alerts: readonly Alert[]
  withJob?: boolean
  /** Those that are on show for stillness alone. */
  gone?: ReadonlySet<string>
}

export function AlertTable({ alerts, withJob = true, gone }: Props) {
  const mayWrite = useMay('write')
  return (
    <ScrollTable what="Alerts" width={withJob ? 880 : 700}>
      <thead>
        <tr>
          <th style={{ width: 170 }}>Raised</th>
          <th style={{ width: 104 }}>Kind</th>
          {withJob && <th style={{ width: '22%' }}>Job</th>}
          <th>Error</th>
          <th style={{ width: 98 }}>Attempts</th>
          <th style={{ width: 190 }}>Acknowledged</th>
        </tr>
      </thead>
      <tbody>
        {alerts.map((alert, row) => (
          <Row key={row} alert={alert} withJob={withJob} mayWrite={mayWrite} isGone={gone?.has(alert.id) ?? false} />
        ))}
      </tbody>
    </ScrollTable>
  )
}

function Row({ alert, withJob, mayWrite, isGone }: { alert: Alert, withJob: boolean, mayWrite: boolean, isGone: boolean }) {
  return (
    <tr {...(isGone ? goneRow : {})}>
      <td><a className="link" href={hrefTo(['executions', alert.executionId])}><Time at={alert.createdAt} /></a></td>
      <td><KindPill kind={alert.kind} /></td>
      {withJob && <td><a className="link" href={hrefTo(['jobs', alert.jobId])}>{alert.jobName ?? alert.jobId}</a></td>}
      <td title={alert.error ?? ''}>{alert.error ?? '–'}</td>
      <td className="num">{alert.attempts}</td>
      <td>
        {alert.acknowledgedAt !== null || !mayWrite ? <Time at={alert.acknowledgedAt} /> : (
          <SmallAction label="Acknowledge" what={`Acknowledge alert ${alert.id}`} request={acknowledge(alert.id)} done="Acknowledged" isOff={isGone} />
        )}
      </td>
    </tr>
  )
}

function KindPill({ kind }: { kind: Alert['kind'] }) {
  return kind === 'FAILURE' ? <span className="pill pill-failed">Failure</span> : <span className="pill pill-success">Recovery</span>
}
