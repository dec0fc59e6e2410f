import { Text } from '@mantine/core'
import { useState } from 'react'
import { part } from '../../api/request'
import type { Execution, ExecutionPage } from '../../api/types'
import { useMay } from '../../api/useMe'
import { usePollMs } from '../../api/usePollMs'
import { hrefTo } from '../../lib/route'
import { Attempts } from '../../parts/Attempts'
import { Empty } from '../../parts/Empty'
import { ExecutionTable } from '../../parts/ExecutionTable'
import { NotLoaded } from '../../parts/NotLoaded'
import { Pager } from '../../parts/Pager'
import { useHold } from '../../parts/useHold'
import { usePaged } from '../../parts/usePaged'

const pageSize = 20

/** A job's executions; one of them can be opened below the list, with its attempts. */
export function JobExecutions({ id }: { id: string }) {
  const refetchMs = usePollMs()
  const mayWrite = useMay('write')
  const [open, setOpen] = useState<string | null>(null)
  const hold = useHold()
  const list = usePaged<ExecutionPage, Execution>({
    key: ['executions', 'job', id, 'list'],
    path: `/jobs/${part(id)}/executions`,
    query: {},
    pick: ({ executions, nextCursor }) => ({ items: executions, nextCursor }),
    pageSize,
    refetchMs,
  })
  if (list.data === undefined) return <NotLoaded query={list} lines={10} />
  // Where rows were pruned a page can be empty that has others before it.
  if (list.items.length === 0) return <><Empty title="No executions">They appear here as they happen.</Empty><Pager {...list.pager} /></>
  return (
    <>
      <div {...hold.props}>
        <ExecutionTable executions={hold.keep(list.items, false, list.place)} withJob={false} opened={open} onOpen={setOpen} />
      </div>
      {open !== null && <Attempts key={open} id={open} onClose={() => setOpen(null)} />}
      <Pager {...list.pager} />
      <Text size="sm" mt="sm"><a className="link" href={hrefTo(['executions'], { job: id })}>{mayWrite ? 'Filter, replay or cancel several' : 'Filter'}</a></Text>
    </>
  )
}
