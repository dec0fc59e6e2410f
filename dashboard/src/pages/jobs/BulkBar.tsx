import { Button, Group, Text } from '@mantine/core'
import { changeJobs } from '../../api/jobRequests'
import type { BulkAction, BulkResult, Job } from '../../api/types'
import { plural } from '../../lib/numbers'
import { useConfirm } from '../../parts/confirm'
import { CurlButton } from '../../parts/CurlButton'
import { say } from '../../parts/toast'
import { useAction } from '../../parts/useAction'
import type { useSelection } from '../../parts/useSelection'

const actions: readonly { action: BulkAction, label: string }[] = [
  { action: 'pause', label: 'Pause' },
  { action: 'resume', label: 'Resume' },
  { action: 'trigger', label: 'Trigger' },
  { action: 'delete', label: 'Delete' },
]

/** What can be done to all chosen jobs at once. It keeps its place while none is chosen. */
export function BulkBar({ selection, jobs }: { selection: ReturnType<typeof useSelection>, jobs: readonly Job[] }) {
  const confirm = useConfirm()
  const ids = jobs.map(({ id }) => id).filter((id) => selection.ids.has(id))
  const action = useAction<BulkResult>(({ succeeded, failed, results }) => {
    const reason = results.find(({ problem }) => problem !== undefined)?.problem?.title
    say(failed === 0 ? `Done for ${plural(succeeded, 'job')}`
      : `Done for ${plural(succeeded, 'job')}, not for ${failed}: ${reason ?? 'see the API’s answer'}`, { isError: failed > 0 })
    selection.clear()
  })
  // Disabled, the one that was pressed would lose the focus.
  const isOff = ids.length === 0 || action.isPending
  const run = async (kind: BulkAction, label: string) => {
    if (isOff) return
    const question = kind === 'delete'
      ? `Delete ${plural(ids.length, 'job')}? They fire no more; their executions stay readable.`
      : kind === 'trigger' ? `Run ${plural(ids.length, 'job')} now?` : null
    if (question !== null && !await confirm({ question, yes: label, isDangerous: kind === 'delete' })) return
    action.mutate(changeJobs(kind, ids))
  }
  return (
    <Group gap="xs" mb="sm" role="group" aria-label="Actions on the selected jobs" className="bulk">
      <Text size="sm" c="dimmed" w={90}>{ids.length} selected</Text>
      {actions.map(({ action: kind, label }) => (
        <Button.Group key={kind}>
          <Button size="xs" variant="default" aria-disabled={isOff}
            {...(kind === 'delete' ? { className: 'danger' } : {})} onClick={() => void run(kind, label)}>{label}</Button>
          {ids.length > 0 && <CurlButton size={30} request={changeJobs(kind, ids)} what={`${label} the selected jobs`} />}
        </Button.Group>
      ))}
    </Group>
  )
}
