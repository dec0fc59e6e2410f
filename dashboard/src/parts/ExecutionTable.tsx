import { Button, Checkbox, Table } from '@mantine/core'
import type { Execution } from '../api/types'
import { useJobName } from '../api/useJobName'
import { formatMsOr } from '../lib/durations'
import { hrefTo } from '../lib/route'
import { ScrollTable } from './ScrollTable'
import { StatusPill } from './StatusPill'
import { Time } from './Time'

export interface Selection {
  readonly ids: ReadonlySet<string>
  toggle(id: string): void
  setAll(ids: readonly string[], isOn: boolean): void
}

interface Props {
  executions: readonly Execution[]
  /** Left out where all are of one job. */
  withJob?: boolean
  selection?: Selection
  /** Adds a button to each row that opens its attempts. */
  onOpen?: (id: string | null) => void
  opened?: string | null
}

/** Rows are told apart by their place, not by what they show: live lists then change without moving. */
export function ExecutionTable({ executions, withJob = true, selection, onOpen, opened = null }: Props) {
  const ids = executions.map(({ id }) => id)
  const chosen = selection === undefined ? 0 : ids.filter((id) => selection.ids.has(id)).length
  return (
    <ScrollTable what="Executions" width={withJob ? 960 : 700} highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          {selection && (
            <Table.Th w={40}>
              <Checkbox size="xs" aria-label="Select all on this page" checked={chosen > 0 && chosen === ids.length}
                indeterminate={chosen > 0 && chosen < ids.length}
                onChange={(event) => selection.setAll(ids, event.currentTarget.checked)} />
            </Table.Th>
          )}
          <Table.Th w={170}>Scheduled</Table.Th>
          {withJob && <Table.Th w="20%">Job</Table.Th>}
          <Table.Th w={112}>Status</Table.Th>
          <Table.Th w={64}>HTTP</Table.Th>
          <Table.Th w={92}>Duration</Table.Th>
          <Table.Th w={92}>Drift</Table.Th>
          <Table.Th w={74}>Retries</Table.Th>
          <Table.Th>Error</Table.Th>
          {onOpen && <Table.Th w={112}><span className="sr-only">Attempts</span></Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {executions.map((execution, row) => (
          <Table.Tr key={row}>
            {selection && (
              <Table.Td>
                <Checkbox size="xs" aria-label={`Select execution ${execution.id}`} checked={selection.ids.has(execution.id)}
                  onChange={() => selection.toggle(execution.id)} />
              </Table.Td>
            )}
            <Table.Td>
              <a className="link" href={hrefTo(['executions', execution.id])}><Time at={execution.scheduledAt} /></a>
            </Table.Td>
            {withJob && <Table.Td><JobName id={execution.jobId} /></Table.Td>}
            <Table.Td><StatusPill status={execution.status} /></Table.Td>
            <Table.Td className="num">{execution.httpStatus ?? '–'}</Table.Td>
            <Table.Td className="num">{formatMsOr(execution.durationMs)}</Table.Td>
            <Table.Td className="num">{formatMsOr(execution.driftMs)}</Table.Td>
            <Table.Td className="num">{execution.retryCount}</Table.Td>
            <Table.Td title={noteOf(execution)}>{noteOf(execution)}</Table.Td>
            {onOpen && (
              <Table.Td>
                <Button size="compact-xs" variant="default" aria-expanded={opened === execution.id}
                  onClick={() => onOpen(opened === execution.id ? null : execution.id)}>Attempts</Button>
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
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
