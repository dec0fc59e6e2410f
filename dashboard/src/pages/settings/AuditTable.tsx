import { Button, Text } from '@mantine/core'
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
      <thead>
        <tr>
          <th style={{ width: 170 }}>When</th><th style={{ width: 200 }}>What</th><th>Who</th>
          <th style={{ width: 140 }}>From</th><th style={{ width: 150 }}>Job</th><th>Subject</th>
          <th style={{ width: 104 }}><span className="sr-only">Changes</span></th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => {
          const { id, createdAt, caller, action, jobId, subject } = entry
          const isOpen = open === id
          return (
            <Fragment key={id}>
              <tr>
                <td><Time at={createdAt} /></td>
                <td>{wordsOf(action)}</td>
                <td title={caller.id}>{caller.name}</td>
                <td className="num">{caller.address}</td>
                <td title={jobId ?? ''}>{jobId === null ? '–' : <a className="link mono" href={hrefTo(['jobs', jobId])}>…{jobId.slice(-12)}</a>}</td>
                <td title={subject ?? ''}>{subject ?? '–'}</td>
                <td>
                  {(entry.before !== null || entry.after !== null) && (
                    <Button size="compact-xs" variant="default" aria-expanded={isOpen} onClick={() => setOpen(isOpen ? null : id)}>Changes</Button>
                  )}
                </td>
              </tr>
              {isOpen && <tr><td colSpan={columns} className="opened"><Opened entry={entry} /></td></tr>}
            </Fragment>
          )
        })}
      </tbody>
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
