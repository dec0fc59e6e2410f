import type { Execution } from '../api/types'

/** An execution for tests: a success unless said otherwise. */
export function execution(change: Partial<Execution> = {}): Execution {
  return {
    id: 'e1', jobId: 'j1', jobVersion: 1, scheduledAt: '2027-01-01T00:00:00.000Z', startedAt: '2027-01-01T00:00:00.002Z',
    completedAt: '2027-01-01T00:00:00.045Z', status: 'SUCCESS', httpStatus: 200, durationMs: 43, driftMs: 2, retryCount: 0,
    error: null, cause: 'SCHEDULE', node: 'node-1', ...change,
  }
}
