import { expect, it } from 'vitest'
import type { Alert } from '../api/types'
import { failureRun } from './failing'

function alert(id: number, kind: Alert['kind']): Alert {
  const at = `2027-01-01T00:00:${String(id).padStart(2, '0')}.000Z`
  return {
    id: String(id), kind, jobId: 'a', jobName: null, executionId: `e${id}`, error: `HTTP ${500 + id}`, attempts: 1,
    scheduledAt: at, createdAt: at, acknowledgedAt: null,
  }
}

it('counts failures since the last recovery', () => {
  const alerts = [alert(9, 'FAILURE'), alert(8, 'FAILURE'), alert(7, 'RECOVERY'), alert(6, 'FAILURE')]
  expect(failureRun({ alerts, nextCursor: 'x' })).toEqual({ latest: alerts[0], failures: 2, isCut: false })
})

it('says when there may be more failures than it was given', () => {
  const alerts = [alert(9, 'FAILURE'), alert(8, 'FAILURE')]
  expect(failureRun({ alerts, nextCursor: 'x' })).toEqual({ latest: alerts[0], failures: 2, isCut: true })
  expect(failureRun({ alerts, nextCursor: null })).toEqual({ latest: alerts[0], failures: 2, isCut: false })
})

it('finds none in what has just recovered, and none where alerts were deleted', () => {
  expect(failureRun({ alerts: [alert(2, 'RECOVERY'), alert(1, 'FAILURE')], nextCursor: null })).toBeNull()
  expect(failureRun({ alerts: [], nextCursor: null })).toBeNull()
})
