/** What events have said since the last time that lists were asked for again. */
export interface Stale {
  executions: boolean
  alerts: boolean
  /** Jobs with an execution; `null` for any: events were left out. */
  jobs: Set<string> | null
}

export function nothingStale(): Stale {
  return { executions: false, alerts: false, jobs: new Set() }
}

/** After events that nobody heard. */
export function everythingStale(): Stale {
  return { executions: true, alerts: true, jobs: null }
}

/**
 * Whether a query should be asked again. Keys begin with what they are about: `['executions', 'job' | 'stats', ID, …]` is
 * of one job, `['executions', …]` of all, `['alerts', …]` of alerts.
 */
export function isStale(key: readonly unknown[], stale: Stale): boolean {
  const [topic, part, id] = key
  if (topic === 'alerts') return stale.alerts
  if (topic !== 'executions' || !stale.executions) return false
  if (part !== 'job' && part !== 'stats') return true
  return stale.jobs === null || (typeof id === 'string' && stale.jobs.has(id))
}
