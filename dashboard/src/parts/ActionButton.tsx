import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ApiRequest } from '../api/request'
import { useConfirm } from './confirm'
import { CurlButton } from './CurlButton'
import { sayProblem, useAction } from './useAction'

interface Props<T> {
  label: string
  request: ApiRequest
  onDone: (data: T) => void
  goOn?: (data: T) => void
  icon?: ReactNode
  /** Asked before anything is sent. */
  question?: string
  isDangerous?: boolean
}

/** A button that sends one request, and beside it the same request as a curl command. */
export function ActionButton<T>({ label, request, onDone, goOn, icon, question, isDangerous }: Props<T>) {
  const action = useAction<T>(onDone, sayProblem, goOn)
  const confirm = useConfirm()
  // Disabled while it is busy it would lose the focus.
  const run = async () => {
    if (action.isPending) return
    if (question !== undefined && !await confirm({ question, yes: label, isDangerous: isDangerous ?? false })) return
    action.mutate(request)
  }
  return (
    <Button.Group>
      <Button variant="default" {...(isDangerous ? { className: 'danger' } : {})} leftSection={icon ?? null}
        aria-disabled={action.isPending} onClick={() => void run()}>
        {label}
      </Button>
      <CurlButton request={request} what={label} />
    </Button.Group>
  )
}
