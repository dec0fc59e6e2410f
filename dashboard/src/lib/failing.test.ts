import { expect, it } from 'vitest'
import type { Alert } from '../api/types'
import { failingJobs } from './failing'

function alert(jobId: string, kind: Alert['kind'], second: number): Alert {
  const at = `2027-01-01T00:00:${String(second).padStart(2, '0')}.000Z`
  return {
    id: String(second), kind, jobId, jobName: `${jobId}-name`, executionId: `e${second}`, error: `HTTP ${500 + second}`,
    attempts: 1, scheduledAt: at, createdAt: at, acknowledgedAt: null,
  }
}

it('counts failures since the last recovery, most first', () => {
  const jobs = failingJobs([
    alert('a', 'FAILURE', 9), alert('b', 'FAILURE', 8), alert('b', 'FAILURE', 7), alert('a', 'RECOVERY', 6),
    alert('a', 'FAILURE', 5),
  ])
  expect(jobs.map((job) => [job.jobId, job.failures, job.error])).toEqual([['b', 2, 'HTTP 508'], ['a', 1, 'HTTP 509']])
})

it('leaves out what has recovered', () => {
  expect(failingJobs([alert('a', 'RECOVERY', 2), alert('a', 'FAILURE', 1)])).toEqual([])
})
