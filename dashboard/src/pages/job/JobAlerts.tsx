import { part } from '../../api/request'
import type { Alert, AlertPage } from '../../api/types'
import { AlertTable } from '../../parts/AlertTable'
import { Empty } from '../../parts/Empty'
import { NotLoaded } from '../../parts/NotLoaded'
import { Pager } from '../../parts/Pager'
import { usePaged } from '../../parts/usePaged'

export function JobAlerts({ id }: { id: string }) {
  const list = usePaged<AlertPage, Alert>({
    key: ['alerts', 'job', id],
    path: `/jobs/${part(id)}/alerts`,
    query: {},
    pick: ({ alerts, nextCursor }) => ({ items: alerts, nextCursor }),
    pageSize: 20,
  })
  if (list.data === undefined) return <NotLoaded query={list} lines={5} />
  if (list.items.length === 0) return <Empty title="No alerts">An execution that fails for good raises one.</Empty>
  return <><AlertTable alerts={list.items} withJob={false} /><Pager {...list.pager} /></>
}
