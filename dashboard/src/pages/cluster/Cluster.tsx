import { Stack } from '@mantine/core'
import { isForbidden, useNodes, useQueueStats } from '../../api/useMetrics'
import { InstallationNote } from '../../parts/InstallationNote'
import { NotLoaded } from '../../parts/NotLoaded'
import { PageHead } from '../../parts/PageHead'
import { Panel } from '../../parts/Panel'
import { ProblemAlert } from '../../parts/ProblemAlert'
import { NodeTable } from './NodeTable'
import { QueueFigures } from './QueueFigures'

export default function Cluster() {
  const nodes = useNodes()
  const queue = useQueueStats()
  if (isForbidden(nodes.error)) return <><PageHead title="Cluster" /><InstallationNote /></>
  return (
    <>
      <PageHead title="Cluster" />
      <Stack>
        {queue.data === undefined && queue.isError ? <ProblemAlert error={queue.error} /> : <QueueFigures queue={queue.data ?? null} />}
        <Panel title="Nodes" minHeight={160}>
          {nodes.data === undefined ? <NotLoaded query={nodes} lines={2} canRetry />
            : <NodeTable nodes={nodes.data.nodes} />}
        </Panel>
      </Stack>
    </>
  )
}
