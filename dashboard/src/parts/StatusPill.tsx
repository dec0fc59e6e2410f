import type { ExecutionStatus } from '../api/types'

const words: Record<ExecutionStatus, string> = {
  PENDING: 'Pending',
  RUNNING: 'Running',
  RETRYING: 'Retrying',
  SUCCESS: 'Success',
  FAILED: 'Failed',
  SKIPPED: 'Skipped',
  CANCELLED: 'Cancelled',
}

export function StatusPill({ status }: { status: ExecutionStatus }) {
  return <span className={`pill pill-${status.toLowerCase()}`}>{words[status]}</span>
}

export function statusWord(status: ExecutionStatus): string {
  return words[status]
}
