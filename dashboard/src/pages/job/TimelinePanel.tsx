import { useJobExecutions } from '../../api/useJobExecutions'
import { Empty } from '../../parts/Empty'
import { NotLoaded } from '../../parts/NotLoaded'
import { Panel } from '../../parts/Panel'
import { TimelineChart } from './TimelineChart'

const slots = 100

export function TimelinePanel({ id }: { id: string }) {
  const found = useJobExecutions(id, slots)
  return (
    <Panel title={`Latest ${slots} executions`} minHeight={276}>
      {found.data === undefined ? <NotLoaded query={found} lines={1} height={180} />
        : found.data.items.length === 0 ? <Empty title="It has not run yet" />
        : <TimelineChart executions={found.data.items} slots={slots} />}
    </Panel>
  )
}
