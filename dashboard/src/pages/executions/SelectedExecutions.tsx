import { Button, Group, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { send } from '../../api/client'
import { cancelExecution, replayExecution } from '../../api/jobRequests'
import { asProblem } from '../../api/problem'
import type { ApiRequest } from '../../api/request'
import type { Execution } from '../../api/types'
import { isUnfinished } from '../../api/useExecution'
import { inTurn } from '../../lib/inTurn'
import { plural } from '../../lib/numbers'
import { useConfirm } from '../../parts/confirm'
import { copy } from '../../parts/copy'
import { curlOf } from '../../parts/curlOf'
import { say } from '../../parts/toast'
import type { useSelection } from '../../parts/useSelection'

const atOnceMax = 4

/** Replay and cancel for all chosen executions: those that have ended, and those that have not. */
export function SelectedExecutions({ selection, executions }:
  { selection: ReturnType<typeof useSelection>, executions: readonly Execution[] }) {
  const queries = useQueryClient()
  const confirm = useConfirm()
  const chosen = executions.filter(({ id }) => selection.ids.has(id))
  const ended = chosen.filter(({ status }) => !isUnfinished(status))
  const unfinished = chosen.filter(({ status }) => isUnfinished(status))
  const all = useMutation({
    mutationFn: (requests: readonly ApiRequest[]) => inTurn(requests, (request) => send(request), atOnceMax),
    onSuccess: ({ done, failed, reason }) => {
      const why = failed > 0 ? `, not for ${failed}: ${asProblem(reason).message}` : ''
      say(`Done for ${plural(done, 'execution')}${why}`, { isError: failed > 0 })
      selection.clear()
      void queries.invalidateQueries()
    },
  })
  // Disabled, the one that was pressed would lose the focus.
  const run = async (label: string, question: string, requests: readonly ApiRequest[]) => {
    if (requests.length === 0 || all.isPending) return
    if (await confirm({ question, yes: label, isDangerous: false })) all.mutate(requests)
  }
  const kinds = [
    { label: 'Replay', requests: ended.map(({ id }) => replayExecution(id)), question: `Run ${plural(ended.length, 'execution')} again, as new ones?` },
    { label: 'Cancel', requests: unfinished.map(({ id }) => cancelExecution(id)), question: `Stop ${plural(unfinished.length, 'execution')}?` },
  ]
  return (
    <Group gap="xs" role="group" aria-label="Actions on the selected executions">
      <Text size="sm" c="dimmed" w={90}>{chosen.length} selected</Text>
      {kinds.map(({ label, requests, question }) => (
        <Button.Group key={label}>
          <Button size="xs" variant="default" aria-disabled={requests.length === 0 || all.isPending}
            onClick={() => void run(label, question, requests)}>{label}{requests.length > 0 ? ` ${requests.length}` : ''}</Button>
          <Button size="xs" variant="default" disabled={requests.length === 0} aria-label={`Copy “${label}” as curl`}
            onClick={() => void copy(requests.map(curlOf).join('\n'), 'Commands')}>curl</Button>
        </Button.Group>
      ))}
    </Group>
  )
}
