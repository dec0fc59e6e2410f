import type { Alert, AlertPage } from '../api/types'

export interface FailureRun {
  readonly latest: Alert
  readonly failures: number
  /** Whether there may be more than are counted. */
  readonly isCut: boolean
}

/** The failures since a job's last recovery, from its newest alerts; null if none is there: it has just recovered. */
export function failureRun({ alerts, nextCursor }: AlertPage): FailureRun | null {
  const recovery = alerts.findIndex(({ kind }) => kind === 'RECOVERY')
  const failures = recovery < 0 ? alerts.length : recovery
  const latest = alerts[0]
  return latest === undefined || failures === 0 ? null : { latest, failures, isCut: recovery < 0 && nextCursor !== null }
}
