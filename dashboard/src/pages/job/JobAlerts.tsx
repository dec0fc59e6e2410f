import { part } from '../../api/request'
import type { Alert, AlertPage } from '../../api/types'
import { usePollMs } from '../../api/usePollMs'
import { AlertTable } from '../../parts/AlertTable'
import { Empty } from '../../parts/Empty'
import { NotLoaded } from '../../parts/NotLoaded'
import { Pager } from '../../parts/Pager'
import { useHold } from '../../parts/useHold'
import { usePaged } from '../../parts/usePaged'

export function JobAlerts({ id }: { id: string }) {
  const refetchMs = usePollMs()
  const hold = useHold()
  const list = usePaged<AlertPage, Alert>({
    key: ['alerts', 'job', id],
    path: `/jobs/${part(id)}/alerts`,
    query: {},
    pick: ({ alerts, nextCursor }) => ({ items: alerts, nextCursor }),
    pageSize: 20,
    refetchMs,
  })
  if (list.data === undefined) return <NotLoaded query={list} lines={5} />
  // Where rows were pruned a page can be empty that has others before it.
  if (list.items.length === 0) return <><Empty title="No alerts">An execution that fails for good raises one.</Empty><Pager {...list.pager} /></>
  return (
    <>
      <div {...hold.props}><AlertTable alerts={hold.keep(list.items, false, list.place)} withJob={false} /></div>
      <Pager {...list.pager} />
    </>
  )
}
