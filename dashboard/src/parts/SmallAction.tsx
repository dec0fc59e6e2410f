import { Button } from '@mantine/core'
import type { ApiRequest } from '../api/request'
import { useConfirm } from './confirm'
import { CurlButton } from './CurlButton'
import { say } from './toast'
import { useAction } from './useAction'

interface Props {
  label: string
  /** The label with what it is about: rows have the same labels. */
  what: string
  request: ApiRequest
  done: string
  question?: string
  isOff?: boolean
}

/** An action within a row of a table. */
export function SmallAction({ label, what, request, done, question, isOff = false }: Props) {
  const confirm = useConfirm()
  const action = useAction<unknown>(() => say(done))
  // Disabled, it would lose the focus.
  const isIdle = isOff || action.isPending
  const run = async () => {
    if (isIdle) return
    if (question === undefined || await confirm({ question, yes: label, isDangerous: true })) action.mutate(request)
  }
  return (
    <Button.Group>
      <Button size="compact-sm" h={30} variant="default" aria-disabled={isIdle} aria-label={what} onClick={() => void run()}>{label}</Button>
      <CurlButton size={30} request={request} what={what} />
    </Button.Group>
  )
}
