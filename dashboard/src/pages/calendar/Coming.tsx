import { useQuery } from '@tanstack/react-query'
import { Group, Skeleton } from '@mantine/core'
import { read } from '../../api/client'
import { asProblem } from '../../api/problem'
import type { Forecast } from '../../api/types'
import { spanAfter } from '../../lib/heatMap'
import { Empty } from '../../parts/Empty'
import { Panel } from '../../parts/Panel'
import { ProblemAlert } from '../../parts/ProblemAlert'
import { ForecastView } from './ForecastView'
import { bucketMs } from './grid'
import { useHours } from './useHours'

export function Coming() {
  const { hours, controls } = useHours('next', 'How far ahead')
  const forecast = useQuery({
    queryKey: ['calendar', 'forecast', hours],
    queryFn: ({ signal }) => {
      const { fromMs, count } = spanAfter(Date.now(), hours, bucketMs)
      return read<Forecast>('/forecast', {
        from: new Date(fromMs).toISOString(), to: new Date(fromMs + count * bucketMs).toISOString(), bucketMs,
      }, signal)
    },
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  })
  return (
    <Panel title="Coming, by expected load" minHeight={420} action={<Group gap="xs">{controls(forecast)}</Group>}>
      {forecast.isPending ? <Skeleton height={hours * 22} />
        : forecast.data !== undefined ? <ForecastView forecast={forecast.data} />
        : asProblem(forecast.error).code === 'unknown-route'
          ? <Empty title="No forecast">This server does not say what is to come.</Empty>
          : <ProblemAlert error={forecast.error} />}
    </Panel>
  )
}
