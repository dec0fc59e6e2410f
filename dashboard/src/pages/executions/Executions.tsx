import { Group, Paper, Text } from '@mantine/core'
import { useEffect } from 'react'
import { part } from '../../api/request'
import type { Execution, ExecutionPage } from '../../api/types'
import { useMay } from '../../api/useMe'
import { usePollMs } from '../../api/usePollMs'
import { Empty } from '../../parts/Empty'
import { ExecutionTable } from '../../parts/ExecutionTable'
import { NotLoaded } from '../../parts/NotLoaded'
import { PageHead } from '../../parts/PageHead'
import { Pager } from '../../parts/Pager'
import { useHold } from '../../parts/useHold'
import { usePaged } from '../../parts/usePaged'
import { useRoute } from '../../parts/useRoute'
import { useSelection } from '../../parts/useSelection'
import { ExecutionFilters } from './ExecutionFilters'
import { SelectedExecutions } from './SelectedExecutions'

export default function Executions() {
  const { query } = useRoute()
  const mayWrite = useMay('write')
  const jobId = query.get('job')
  const filter = { status: query.get('status'), httpStatus: query.get('http'), from: query.get('from'), to: query.get('to') }
  const refetchMs = usePollMs()
  const selection = useSelection()
  const hold = useHold()
  const list = usePaged<ExecutionPage, Execution>({
    key: ['executions', 'list'],
    path: jobId === null ? '/executions' : `/jobs/${part(jobId)}/executions`,
    query: filter,
    pick: ({ executions, nextCursor }) => ({ items: executions, nextCursor }),
    refetchMs,
  })
  const place = query.toString()
  const { clear } = selection
  useEffect(() => clear(), [place])
  const isStill = selection.ids.size > 0
  const shown = hold.keep(list.items, isStill, `${place} ${list.isPlaceholderData}`)
  const gone = hold.goneFrom(list.items, list.pager.onNext === null)
  return (
    <>
      <PageHead title="Executions" />
      <ExecutionFilters jobId={jobId} filter={filter} />
      <Group justify="space-between" mb="sm" className="bulk">
        {mayWrite && <SelectedExecutions selection={selection} executions={shown.filter(({ id }) => !gone.has(id))} />}
        <Text size="sm" c="dimmed" w={190} ta="end" visibleFrom="sm">{hold.isHeld || isStill ? 'Still while you choose' : 'Newest first'}</Text>
      </Group>
      <Paper withBorder p="xs" {...hold.props}>
        {list.data === undefined ? <NotLoaded query={list} lines={14} />
          : shown.length === 0 ? <Empty title="No execution matches">Change the filter or <a className="link" href="#/executions">show all</a>.</Empty>
          : <ExecutionTable executions={shown} {...(mayWrite ? { selection } : {})} withJob={jobId === null} gone={gone} />}
      </Paper>
      <Pager {...list.pager} />
    </>
  )
}
