import { CloseButton, Group, Paper, Title } from '@mantine/core'
import { useExecution } from '../api/useExecution'
import { hrefTo } from '../lib/route'
import { AttemptList } from './AttemptList'
import { NotLoaded } from './NotLoaded'

/** The attempts of one execution, below a list. */
export function Attempts({ id, onClose }: { id: string, onClose: () => void }) {
  const found = useExecution(id)
  return (
    <Paper withBorder p="md" mt="sm" component="section" aria-label={`Attempts of ${id}`}>
      <Group justify="space-between" mb="xs">
        <Title order={3} size="h6">Attempts of <a className="link mono" href={hrefTo(['executions', id])}>{id}</a></Title>
        <CloseButton aria-label="Close attempts" onClick={onClose} />
      </Group>
      {found.data === undefined ? <NotLoaded query={found} lines={2} />
        : <AttemptList attempts={found.data.attempts} />}
    </Paper>
  )
}
