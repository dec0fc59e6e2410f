import { SimpleGrid } from '@mantine/core'
import type { QueueStats } from '../../api/types'
import { formatCount } from '../../lib/numbers'
import { Tile } from '../../parts/Tile'

export function QueueFigures({ queue }: { queue: QueueStats | null }) {
  const isShort = queue !== null && queue.workersDesired > queue.workers
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm" component="section" aria-label="Queue">
      <Tile label="Ready" value={queue && formatCount(queue.ready)} note="due, waiting for a slot" />
      <Tile label="Processing" value={queue && formatCount(queue.processing)} note="calls under way" />
      <Tile label="Retry" value={queue && formatCount(queue.retry)} note="waiting for a further attempt" />
      <Tile label="Workers" value={queue && formatCount(queue.workers)} tone={isShort ? 'bad' : undefined}
        note={queue ? `${formatCount(queue.workersDesired)} desired` : ''} />
      <Tile label="Planned" value={queue && formatCount(queue.planned)} note="in this node’s timer" />
      <Tile label="Settling" value={queue && formatCount(queue.settling)} note="outcomes not yet durable" />
      <Tile label="Completed" value={queue && formatCount(queue.completed)} note="ever" />
      <Tile label="Failed" value={queue && formatCount(queue.failed)} note="ever" />
    </SimpleGrid>
  )
}
