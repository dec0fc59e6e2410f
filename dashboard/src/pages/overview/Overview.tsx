import { SimpleGrid, Stack } from '@mantine/core'
import { isForbidden, useMetrics, useMetricsPast } from '../../api/useMetrics'
import { InstallationNote } from '../../parts/InstallationNote'
import { Lines } from '../../parts/Lines'
import { PageHead } from '../../parts/PageHead'
import { ProblemAlert } from '../../parts/ProblemAlert'
import { Failing } from './Failing'
import { Figures } from './Figures'
import { Latest } from './Latest'
import { DriftChart, RateChart } from './MetricCharts'
import { Nodes } from './Nodes'

export default function Overview() {
  const metrics = useMetrics()
  useMetricsPast()
  // What the key may see decides what stands where: nothing is placed before that is known.
  if (metrics.isPending) return <><PageHead title="Overview" /><Lines count={16} /></>
  const isInstallation = !isForbidden(metrics.error)
  return (
    <>
      <PageHead title="Overview" />
      <Stack>
        {!isInstallation && <InstallationNote />}
        {isInstallation && metrics.isError && metrics.data === undefined
          && <ProblemAlert error={metrics.error} onRetry={() => void metrics.refetch()} />}
        {isInstallation && <Figures metrics={metrics.data ?? null} />}
        {isInstallation ? (
          <SimpleGrid cols={{ base: 1, md: 2 }}>
            <Failing />
            <RateChart />
            <DriftChart />
            <Nodes />
          </SimpleGrid>
        ) : <Failing />}
        <Latest />
      </Stack>
    </>
  )
}
