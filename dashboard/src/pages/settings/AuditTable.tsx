import { Button, Table, Text } from '@mantine/core'
import { Fragment, useState } from 'react'
import type { AuditEntry } from '../../api/types'
import { changesBetween } from '../../lib/changes'
import { hrefTo } from '../../lib/route'
import { Changes } from '../../parts/Changes'
import { ScrollTable } from '../../parts/ScrollTable'
import { Time } from '../../parts/Time'

const columns = 7

/** Who changed what; what it changed of a job is shown below its row. */
export function AuditTable({ entries }: { entries: readonly AuditEntry[] }) {
  const [open, setOpen] = useState<string | null>(null)
  return (
    <ScrollTable what="Audit" width={1000}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={170}>When</Table.Th><Table.Th w={200}>What</Table.Th><Table.Th>Who</Table.Th>
          <Table.Th w={140}>From</Table.Th><Table.Th w={150}>Job</Table.Th><Table.Th>Subject</Table.Th>
          <Table.Th w={104}><span className="sr-only">Changes</span></Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {entries.map((entry) => {
          const { id, createdAt, caller, action, jobId, subject } = entry
          const isOpen = open === id
          return (
            <Fragment key={id}>
              <Table.Tr>
                <Table.Td><Time at={createdAt} /></Table.Td>
                <Table.Td>{wordsOf(action)}</Table.Td>
                <Table.Td title={caller.id}>{caller.name}</Table.Td>
                <Table.Td className="num">{caller.address}</Table.Td>
                <Table.Td title={jobId ?? ''}>{jobId === null ? '–' : <a className="link mono" href={hrefTo(['jobs', jobId])}>…{jobId.slice(-12)}</a>}</Table.Td>
                <Table.Td title={subject ?? ''}>{subject ?? '–'}</Table.Td>
                <Table.Td>
                  {(entry.before !== null || entry.after !== null) && (
                    <Button size="compact-xs" variant="default" aria-expanded={isOpen} onClick={() => setOpen(isOpen ? null : id)}>Changes</Button>
                  )}
                </Table.Td>
              </Table.Tr>
              {isOpen && <Table.Tr><Table.Td colSpan={columns} className="opened"><Opened entry={entry} /></Table.Td></Table.Tr>}
            </Fragment>
          )
        })}
      </Table.Tbody>
    </ScrollTable>
  )
}

function Opened({ entry: { before, after } }: { entry: AuditEntry }) {
  const changes = changesBetween(before?.job ?? null, after?.job ?? null)
  const versions = [before, after].flatMap((side) => (side === null ? [] : [side.version])).join(' → ')
  return (
    <>
      <Text size="sm" fw={600}>Version {versions}</Text>
      {changes.length === 0
        ? <Text size="sm" c="dimmed">No field differs. Values of headers are hidden: they may.</Text>
        : <Changes changes={changes} />}
    </>
  )
}

/** `JOB_CREATED` as `Job created`. */
function wordsOf(action: string): string {
  const text = action.toLowerCase().replaceAll('_', ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}
