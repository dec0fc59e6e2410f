import { SimpleGrid, Stack } from '@mantine/core'
import { useIsOfInstallation } from '../../api/useMe'
import { useMetrics, useMetricsPast } from '../../api/useMetrics'
import { InstallationNote } from '../../parts/InstallationNote'
import { PageHead } from '../../parts/PageHead'
import { ProblemAlert } from '../../parts/ProblemAlert'
import { useLastError } from '../../parts/useLastError'
import { Failing } from './Failing'
import { Figures } from './Figures'
import { Latest } from './Latest'
import { DriftChart, RateChart } from './MetricCharts'
import { Nodes } from './Nodes'

export default function Overview() {
  return (
    <>
      <PageHead title="Overview" />
      <Stack>
        {useIsOfInstallation() ? <Installation /> : <><InstallationNote /><Failing /></>}
        <Latest />
      </Stack>
    </>
  )
}

function Installation() {
  const metrics = useMetrics()
  useMetricsPast()
  const error = useLastError(metrics)
  return (
    <>
      {metrics.data === undefined && error !== null && <ProblemAlert error={error} onRetry={() => void metrics.refetch()} />}
      <Figures metrics={metrics.data ?? null} />
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Failing />
        <RateChart />
        <DriftChart />
        <Nodes />
      </SimpleGrid>
    </>
  )
}
