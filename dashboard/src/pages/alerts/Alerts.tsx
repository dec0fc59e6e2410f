import { Paper, Switch } from '@mantine/core'
import type { Alert, AlertPage } from '../../api/types'
import { useMay } from '../../api/useMe'
import { usePollMs } from '../../api/usePollMs'
import { AlertTable } from '../../parts/AlertTable'
import { Empty } from '../../parts/Empty'
import { NotLoaded } from '../../parts/NotLoaded'
import { PageHead } from '../../parts/PageHead'
import { Pager } from '../../parts/Pager'
import { useHold } from '../../parts/useHold'
import { usePaged } from '../../parts/usePaged'
import { setParams, useRoute } from '../../parts/useRoute'
import { AcknowledgeAll } from './AcknowledgeAll'

export default function Alerts() {
  const { query } = useRoute()
  const mayWrite = useMay('write')
  const isOpenOnly = query.get('open') === 'true'
  const refetchMs = usePollMs()
  const hold = useHold()
  const list = usePaged<AlertPage, Alert>({
    key: ['alerts', 'list', isOpenOnly],
    path: '/alerts',
    query: {},
    pick: ({ alerts, nextCursor }) => ({
      items: isOpenOnly ? alerts.filter(({ acknowledgedAt }) => acknowledgedAt === null) : alerts, nextCursor,
    }),
    refetchMs,
  })
  const none = !isOpenOnly ? 'No alerts'
    : list.pager.isCut ? 'None found so far'
    : list.pager.isFirst ? 'All alerts are acknowledged' : 'None found here'
  const shown = hold.keep(list.items, false, `${query} ${list.isPlaceholderData}`)
  const gone = hold.goneFrom(list.items, list.pager.onNext === null)
  return (
    <>
      <PageHead title="Alerts">{mayWrite && <AcknowledgeAll alerts={shown.filter(({ id }) => !gone.has(id))} />}</PageHead>
      <Switch mb="md" label="Only those not yet acknowledged" checked={isOpenOnly}
        onChange={(event) => setParams({ open: event.currentTarget.checked || null, cursor: null })} />
      <Paper withBorder p="xs" {...hold.props}>
        {list.data === undefined ? <NotLoaded query={list} lines={10} />
          : shown.length === 0
            ? <Empty title={none}>An execution that fails for good raises one; so does the recovery.</Empty>
            : <AlertTable alerts={shown} gone={gone} />}
      </Paper>
      <Pager {...list.pager} />
    </>
  )
}
