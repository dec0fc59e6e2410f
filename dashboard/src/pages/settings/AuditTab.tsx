import { Table, TextInput } from '@mantine/core'
import type { AuditEntry, AuditPage } from '../../api/types'
import { hrefTo } from '../../lib/route'
import { Empty } from '../../parts/Empty'
import { NotLoaded } from '../../parts/NotLoaded'
import { Pager } from '../../parts/Pager'
import { ScrollTable } from '../../parts/ScrollTable'
import { Time } from '../../parts/Time'
import { usePaged } from '../../parts/usePaged'
import { setParams, useRoute } from '../../parts/useRoute'
import { useTyped } from '../../parts/useTyped'

export function AuditTab() {
  const jobId = useRoute().query.get('job')
  const [text, setText] = useTyped(jobId ?? '', (value) => setParams({ job: value.trim(), cursor: null }, 'replace'))
  const list = usePaged<AuditPage, AuditEntry>({
    key: ['audit'],
    path: '/audit',
    query: { jobId },
    pick: ({ entries, nextCursor }) => ({ items: entries, nextCursor }),
  })
  return (
    <>
      <TextInput label="Only about the job" placeholder="Job id" mb="md" maw={360} value={text} spellCheck={false}
        onChange={(event) => setText(event.currentTarget.value)} classNames={{ input: 'mono' }} />
      {list.data === undefined ? <NotLoaded query={list} lines={8} />
        : list.items.length === 0 ? <Empty title="Nothing was changed" />
        : <AuditTable entries={list.items} />}
      <Pager {...list.pager} />
    </>
  )
}

function AuditTable({ entries }: { entries: readonly AuditEntry[] }) {
  return (
    <ScrollTable what="Audit" width={900}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={170}>When</Table.Th><Table.Th w={210}>What</Table.Th><Table.Th>Who</Table.Th>
          <Table.Th w={140}>From</Table.Th><Table.Th w={150}>Job</Table.Th><Table.Th>Subject</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {entries.map(({ id, createdAt, caller, action, jobId, subject }) => (
          <Table.Tr key={id}>
            <Table.Td><Time at={createdAt} /></Table.Td>
            <Table.Td>{wordsOf(action)}</Table.Td>
            <Table.Td title={caller.id}>{caller.name}</Table.Td>
            <Table.Td className="num">{caller.address}</Table.Td>
            <Table.Td title={jobId ?? ''}>{jobId === null ? '–' : <a className="link mono" href={hrefTo(['jobs', jobId])}>…{jobId.slice(-12)}</a>}</Table.Td>
            <Table.Td title={subject ?? ''}>{subject ?? '–'}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ScrollTable>
  )
}

/** `JOB_CREATED` as `Job created`. */
function wordsOf(action: string): string {
  const text = action.toLowerCase().replaceAll('_', ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}
