import { useQuery } from '@tanstack/react-query'
import { Button, Group, SegmentedControl, Skeleton } from '@mantine/core'
import { read } from '../../api/client'
import { asProblem } from '../../api/problem'
import type { Forecast } from '../../api/types'
import { spanAfter } from '../../lib/heatMap'
import { Empty } from '../../parts/Empty'
import { Panel } from '../../parts/Panel'
import { ProblemAlert } from '../../parts/ProblemAlert'
import { setParams, useRoute } from '../../parts/useRoute'
import { ForecastView } from './ForecastView'
import { bucketMs } from './grid'

const choices = ['6', '12', '24']

export function Coming() {
  const asked = useRoute().query.get('next') ?? '12'
  const hours = choices.includes(asked) ? asked : '12'
  const forecast = useQuery({
    queryKey: ['calendar', 'forecast', hours],
    queryFn: ({ signal }) => {
      const { fromMs, count } = spanAfter(Date.now(), Number(hours), bucketMs)
      return read<Forecast>('/forecast', {
        from: new Date(fromMs).toISOString(), to: new Date(fromMs + count * bucketMs).toISOString(), bucketMs,
      }, signal)
    },
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  })
  return (
    <Panel title="Coming, by expected load" minHeight={420} action={(
      <Group gap="xs">
        <SegmentedControl size="xs" aria-label="How far ahead" value={hours} onChange={(value) => setParams({ next: value }, 'replace')}
          data={choices.map((value) => ({ value, label: `${value} h` }))} />
        <Button size="xs" variant="default" loading={forecast.isFetching} onClick={() => void forecast.refetch()}>Refresh</Button>
      </Group>
    )}>
      {forecast.isPending ? <Skeleton height={Number(hours) * 22} />
        : forecast.data !== undefined ? <ForecastView forecast={forecast.data} />
        : asProblem(forecast.error).code === 'unknown-route'
          ? <Empty title="No forecast">This server does not say what is to come.</Empty>
          : <ProblemAlert error={forecast.error} />}
    </Panel>
  )
}
