import type { Alert } from '../api/types'

export interface FailingJob {
  readonly jobId: string
  readonly jobName: string | null
  readonly error: string | null
  readonly executionId: string
  readonly latestAt: string
  /** How many of the alerts looked at are failures since its last recovery. */
  readonly failures: number
}

/** Jobs whose newest alert is a failure, most failures first. Alerts come newest first. */
export function failingJobs(alerts: readonly Alert[]): FailingJob[] {
  const failing = new Map<string, FailingJob>()
  const closed = new Set<string>()
  for (const alert of alerts) {
    if (closed.has(alert.jobId)) continue
    if (alert.kind === 'RECOVERY') {
      closed.add(alert.jobId)
      continue
    }
    const known = failing.get(alert.jobId)
    failing.set(alert.jobId, known !== undefined ? { ...known, failures: known.failures + 1 } : {
      jobId: alert.jobId,
      jobName: alert.jobName,
      error: alert.error,
      executionId: alert.executionId,
      latestAt: alert.createdAt,
      failures: 1,
    })
  }
  return [...failing.values()].sort((a, b) => b.failures - a.failures || b.latestAt.localeCompare(a.latestAt))
}
