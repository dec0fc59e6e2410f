import { metricHistory } from '../../api/live'
import { formatMs } from '../../lib/durations'
import { formatRate } from '../../lib/numbers'
import { Chart, type Line } from '../../parts/Chart'
import { Panel } from '../../parts/Panel'
import { useStore } from '../../parts/useStore'

const rateLines: readonly Line[] = [
  { label: 'ended', color: ['#3b3f9f', '#9096ea'], isFilled: true },
  { label: 'failed', color: ['#c92a2a', '#ff8787'] },
]
const driftLines: readonly Line[] = [
  { label: 'p50', color: ['#0b7285', '#3bc9db'] },
  { label: 'p99', color: ['#a8500d', '#ffa94d'] },
]

export function RateChart() {
  const history = useStore(metricHistory)
  return (
    <Panel title="Executions per second" minHeight={294}>
      <Chart label="Executions per second, all that ended and those that failed, in the last hour"
        times={history.map((point) => point.atMs / 1_000)} lines={rateLines}
        values={[history.map((point) => point.perSecond), history.map((point) => point.failedPerSecond)]} format={formatRate} />
    </Panel>
  )
}

export function DriftChart() {
  const history = useStore(metricHistory)
  return (
    <Panel title="Drift" minHeight={294}>
      <Chart label="Drift, p50 and p99 of a minute each, in the last hour"
        times={history.map((point) => point.atMs / 1_000)} lines={driftLines}
        values={[history.map((point) => point.driftP50Ms), history.map((point) => point.driftP99Ms)]} format={formatMs} />
    </Panel>
  )
}
