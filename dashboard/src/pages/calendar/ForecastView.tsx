import { Text } from '@mantine/core'
import { useState } from 'react'
import type { Forecast } from '../../api/types'
import { bucketsBefore, level, sums } from '../../lib/heatMap'
import { formatCount, plural } from '../../lib/numbers'
import { formatInstant } from '../../lib/times'
import { HeatMap } from '../../parts/HeatMap'
import { Time } from '../../parts/Time'
import { Destinations } from './Destinations'
import { perRow } from './grid'
import { HourTable } from './HourTable'

/** Expected executions, of all destinations or of the chosen one. */
export function ForecastView({ forecast }: { forecast: Forecast }) {
  const [chosen, setChosen] = useState<string | null>(null)
  const destination = forecast.destinations.find((one) => one.destination === chosen)
  const buckets = destination?.buckets ?? forecast.buckets
  const fromMs = Date.parse(forecast.from)
  const max = Math.max(0, ...buckets)
  const atMs = (index: number) => fromMs + index * forecast.bucketMs
  const blanks = bucketsBefore(fromMs, forecast.bucketMs)
  const { worstSecond } = forecast
  return (
    <>
      <Text size="sm" mb="sm">
        {plural(destination?.total ?? forecast.total, 'execution')} of {plural(forecast.jobs, 'job')} expected{destination ? ` for ${destination.destination}` : ''}.
        {worstSecond !== null && <> Fullest second: <Time at={worstSecond.at} />, {formatCount(worstSecond.count)} at once
          {worstSecond.destinations[0] && <>, most for {worstSecond.destinations[0].destination} ({formatCount(worstSecond.destinations[0].count)})</>}.</>}
        {!forecast.isComplete && ' Not all jobs were counted: there are too many.'}
      </Text>
      <HeatMap label="Expected executions in buckets of five minutes; figures in the table below" perRow={perRow} blanks={blanks}
        cells={buckets.map((count, index) => ({
          atMs: atMs(index), className: `heat-load heat-${level(count, max)}`,
          title: `${formatInstant(new Date(atMs(index))).slice(0, 16)}: ${plural(count, 'execution')}`,
        }))} />
      <ul className="legend">
        <li>Fewer</li>
        {[0, 1, 2, 3, 4].map((one) => (
          <li key={one}><span aria-hidden="true" className={`heat-swatch heat-load heat-${one}`} /></li>
        ))}
        <li>More, up to {formatCount(max)} in five minutes</li>
      </ul>
      <Destinations rows={forecast.destinations} total={forecast.total} column="Expected" chosen={chosen} onChoose={setChosen} />
      <HourTable columns={['Expected']} rows={sums(buckets, perRow, blanks).map((count, hour) => ({ atMs: atMs(Math.max(0, hour * perRow - blanks)), counts: [count] }))} />
    </>
  )
}
