import { SimpleGrid } from '@mantine/core'
import { metricHistory } from '../../api/live'
import type { Metrics } from '../../api/types'
import { useQueueStats } from '../../api/useMetrics'
import { formatMsOr } from '../../lib/durations'
import { recentRate } from '../../lib/metricHistory'
import { formatCount, formatRate, formatShare } from '../../lib/numbers'
import { Tile } from '../../parts/Tile'
import { useStore } from '../../parts/useStore'

const rateSpanMs = 10_000

export function Figures({ metrics }: { metrics: Metrics | null }) {
  const rate = recentRate(useStore(metricHistory), rateSpanMs)
  const { data: queue } = useQueueStats()
  const minute = metrics?.lastMinute
  const failed = minute?.failed ?? 0
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="sm" component="section" aria-label="Figures">
      <Tile label="Executions/s" value={metrics && formatRate(rate)}
        note={minute ? `${formatCount(minute.success + minute.failed)} last minute` : ''} />
      <Tile label="Success rate" value={metrics && formatShare(minute?.successRate)} tone={failed > 0 ? 'bad' : undefined}
        note={metrics ? `last hour ${formatShare(metrics.lastHour.successRate)}` : ''} />
      <Tile label="Drift p50" value={metrics && formatMsOr(metrics.driftMs?.p50)}
        note={metrics ? `p99 ${formatMsOr(metrics.driftMs?.p99)}` : ''} />
      <Tile label="In flight" value={metrics && formatCount(metrics.activeExecutions)}
        note={metrics ? `mean call ${formatMsOr(metrics.meanDurationMs)}` : ''} />
      <Tile label="Queue depth" value={queue ? formatCount(queue.ready) : null}
        note={queue ? `${formatCount(queue.retry)} wait for a retry` : ''} />
      <Tile label="Active jobs" value={metrics && formatCount(metrics.activeJobs)}
        note={metrics ? `of ${formatCount(metrics.totalJobs)}` : ''} />
    </SimpleGrid>
  )
}
