import { Skeleton } from '@mantine/core'
import { useJobExecutions } from '../../api/useJobExecutions'
import { Empty } from '../../parts/Empty'
import { Panel } from '../../parts/Panel'
import { ProblemAlert } from '../../parts/ProblemAlert'
import { TimelineChart } from './TimelineChart'

const slots = 100

export function TimelinePanel({ id }: { id: string }) {
  const found = useJobExecutions(id, slots)
  return (
    <Panel title={`Latest ${slots} executions`} minHeight={276}>
      {found.isPending ? <Skeleton height={180} />
        : found.data === undefined ? <ProblemAlert error={found.error} />
        : found.data.items.length === 0 ? <Empty title="It has not run yet" />
        : <TimelineChart executions={found.data.items} slots={slots} />}
    </Panel>
  )
}
