import { Stack } from '@mantine/core'
import { useIsOfInstallation } from '../../api/useMe'
import { useNodes, useQueueStats } from '../../api/useMetrics'
import { InstallationNote } from '../../parts/InstallationNote'
import { NotLoaded } from '../../parts/NotLoaded'
import { PageHead } from '../../parts/PageHead'
import { Panel } from '../../parts/Panel'
import { ProblemAlert } from '../../parts/ProblemAlert'
import { useLastError } from '../../parts/useLastError'
import { NodeTable } from './NodeTable'
import { QueueFigures } from './QueueFigures'

export default function Cluster() {
  return (
    <>
      <PageHead title="Cluster" />
      {useIsOfInstallation() ? <Installation /> : <InstallationNote />}
    </>
  )
}

function Installation() {
  const nodes = useNodes()
  const queue = useQueueStats()
  const error = useLastError(queue)
  return (
    <Stack>
      {queue.data === undefined && error !== null ? <ProblemAlert error={error} /> : <QueueFigures queue={queue.data ?? null} />}
      <Panel title="Nodes" minHeight={160}>
        {nodes.data === undefined ? <NotLoaded query={nodes} lines={2} />
          : <NodeTable nodes={nodes.data.nodes} />}
      </Panel>
    </Stack>
  )
}
