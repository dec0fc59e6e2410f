import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client'
import type { OutcomeCounts } from '../../api/types'
import { spanBefore } from '../../lib/heatMap'
import { NotLoaded } from '../../parts/NotLoaded'
import { Panel } from '../../parts/Panel'
import { bucketMs } from './grid'
import { OutcomesView } from './OutcomesView'
import { useHours } from './useHours'

export function Past() {
  const { hours, controls } = useHours('past', 'How far back')
  const past = useQuery({
    queryKey: ['calendar', 'past', hours],
    queryFn: ({ signal }) => {
      const { fromMs, count } = spanBefore(Date.now(), hours, bucketMs)
      return read<OutcomeCounts>('/outcomes', {
        from: new Date(fromMs).toISOString(), to: new Date(fromMs + count * bucketMs).toISOString(), bucketMs,
      }, signal)
    },
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  })
  return (
    <Panel title="Past, by outcome" minHeight={hours * 18 + 230} action={controls(past)}>
      {past.data === undefined ? <NotLoaded query={past} lines={hours} /> : <OutcomesView outcomes={past.data} />}
    </Panel>
  )
}
