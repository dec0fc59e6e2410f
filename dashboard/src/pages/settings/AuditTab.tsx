import { TextInput } from '@mantine/core'
import type { AuditEntry, AuditPage } from '../../api/types'
import { Empty } from '../../parts/Empty'
import { NotLoaded } from '../../parts/NotLoaded'
import { Pager } from '../../parts/Pager'
import { usePaged } from '../../parts/usePaged'
import { setParams, useRoute } from '../../parts/useRoute'
import { useTyped } from '../../parts/useTyped'
import { AuditTable } from './AuditTable'

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
