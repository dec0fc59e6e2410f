import { SimpleGrid } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client'
import { part } from '../../api/request'
import type { JobStats } from '../../api/types'
import { usePollMs } from '../../api/usePollMs'
import { formatMsOr } from '../../lib/durations'
import { formatCount, formatShare } from '../../lib/numbers'
import { ProblemAlert } from '../../parts/ProblemAlert'
import { Tile } from '../../parts/Tile'
import { useLastError } from '../../parts/useLastError'

export function Stats({ id }: { id: string }) {
  const refetchInterval = usePollMs()
  const found = useQuery({
    queryKey: ['executions', 'stats', id],
    queryFn: ({ signal }) => read<JobStats>(`/jobs/${part(id)}/stats`, undefined, signal),
    refetchInterval,
  })
  const stats = found.data ?? null
  const error = useLastError(found)
  if (stats === null && error !== null) return <ProblemAlert error={error} />
  const sample = stats ? `of the latest ${formatCount(stats.sampleSize)}` : ''
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="sm" component="section" aria-label="Statistics">
      <Tile label="Success rate" value={stats && formatShare(stats.successRate)} note={stats ? `of ${formatCount(stats.success + stats.failed)}` : ''} />
      <Tile label="Failed" value={stats && formatCount(stats.failed)} tone={stats && stats.failed > 0 ? 'bad' : undefined} />
      <Tile label="Skipped" value={stats && formatCount(stats.skipped)} note={stats ? `${formatCount(stats.cancelled)} cancelled` : ''} />
      <Tile label="Duration p50" value={stats && formatMsOr(stats.durationMs?.p50)} note={stats ? `p99 ${formatMsOr(stats.durationMs?.p99)}` : ''} />
      <Tile label="Drift p50" value={stats && formatMsOr(stats.driftMs?.p50)} note={stats ? `p99 ${formatMsOr(stats.driftMs?.p99)}` : ''} />
      <Tile label="Drift, largest" value={stats && formatMsOr(stats.driftMs?.max)} note={sample} />
    </SimpleGrid>
  )
}
