import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client'
import type { ExecutionPage } from '../../api/types'
import { usePollMs } from '../../api/usePollMs'
import { Empty } from '../../parts/Empty'
import { ExecutionTable } from '../../parts/ExecutionTable'
import { NotLoaded } from '../../parts/NotLoaded'
import { Panel } from '../../parts/Panel'
import { useHold } from '../../parts/useHold'

const rowsMax = 8

export function Latest() {
  const refetchInterval = usePollMs()
  const hold = useHold()
  const latest = useQuery({
    queryKey: ['executions', 'recent', rowsMax],
    queryFn: ({ signal }) => read<ExecutionPage>('/executions/recent', { limit: rowsMax }, signal),
    refetchInterval,
  })
  const executions = hold.keep(latest.data?.executions ?? [])
  return (
    <Panel title="Latest executions" minHeight={414}>
      {latest.data === undefined ? <NotLoaded query={latest} lines={rowsMax} />
        : executions.length === 0 ? <Empty title="Nothing has run yet">The first execution appears here.</Empty>
        : <div {...hold.props}><ExecutionTable executions={executions} /></div>}
    </Panel>
  )
}
