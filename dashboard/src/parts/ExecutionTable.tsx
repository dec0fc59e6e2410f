import { Button } from '@mantine/core'
import type { Execution } from '../api/types'
import { useJobName } from '../api/useJobName'
import { formatMsOr } from '../lib/durations'
import { hrefTo } from '../lib/route'
import { Check } from './Check'
import { goneRow, ScrollTable } from './ScrollTable'
import { SelectAll } from './SelectAll'
import { StatusPill } from './StatusPill'
import { Time } from './Time'
import type { Selection } from './useSelection'

interface Props {
  executions: readonly Execution[]
  /** Left out where all are of one job. */
  withJob?: boolean
  selection?: Selection
  /** Adds a button to each row that opens its attempts. */
  onOpen?: (id: string | null) => void
  opened?: string | null
  /** Those that are on show for stillness alone. */
  gone?: ReadonlySet<string>
}

/** Rows are told apart by their place, not by what they show: live lists then change without moving. */
export function ExecutionTable({ executions, withJob = true, selection, onOpen, opened = null, gone }: Props) {
  return (
    <ScrollTable what="Executions" width={withJob ? 960 : 700}>
      <thead>
        <tr>
          {selection && (
            <th style={{ width: 40 }}>
              <SelectAll ids={executions.map(({ id }) => id)} selection={selection} />
            </th>
          )}
          <th style={{ width: 170 }}>Scheduled</th>
          {withJob && <th style={{ width: '20%' }}>Job</th>}
          <th style={{ width: 112 }}>Status</th>
          <th style={{ width: 64 }}>HTTP</th>
          <th style={{ width: 92 }}>Duration</th>
          <th style={{ width: 92 }}>Drift</th>
          <th style={{ width: 74 }}>Retries</th>
          <th>Error</th>
          {onOpen && <th style={{ width: 112 }}><span className="sr-only">Attempts</span></th>}
        </tr>
      </thead>
      <tbody>
        {executions.map((execution, row) => (
          <tr key={row} {...(gone?.has(execution.id) ? goneRow : {})}>
            {selection && (
              <td>
                <Check label={`Select execution ${execution.id}`} isOn={selection.ids.has(execution.id)} onChange={() => selection.toggle(execution.id)} />
              </td>
            )}
            <td>
              <a className="link" href={hrefTo(['executions', execution.id])}><Time at={execution.scheduledAt} /></a>
            </td>
            {withJob && <td><JobName id={execution.jobId} /></td>}
            <td><StatusPill status={execution.status} /></td>
            <td className="num">{execution.httpStatus ?? '–'}</td>
            <td className="num">{formatMsOr(execution.durationMs)}</td>
            <td className="num">{formatMsOr(execution.driftMs)}</td>
            <td className="num">{execution.retryCount}</td>
            <td title={noteOf(execution)}>{noteOf(execution)}</td>
            {onOpen && (
              <td>
                <Button size="compact-xs" variant="default" aria-expanded={opened === execution.id}
                  onClick={() => onOpen(opened === execution.id ? null : execution.id)}>Attempts</Button>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}

function JobName({ id }: { id: string }) {
  return <a className="link" href={hrefTo(['jobs', id])}>{useJobName(id)}</a>
}

function noteOf(execution: Execution): string {
  if (execution.skippedCount !== undefined) return `${execution.skippedCount} occurrences. ${execution.error ?? ''}`
  return execution.error ?? ''
}
