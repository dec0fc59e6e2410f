import { expect, it } from 'vitest'
import { isStale, nothingStale } from './staleness'

it('finds nothing stale without events', () => {
  expect(isStale(['executions', 'list'], nothingStale())).toBe(false)
  expect(isStale(['alerts', 'list'], nothingStale())).toBe(false)
})

it('keeps what is of another job, or of something else', () => {
  const stale = { executions: true, alerts: false, jobs: new Set(['a']) }
  expect(isStale(['executions', 'list'], stale)).toBe(true)
  expect(isStale(['executions', 'job', 'a', 20], stale)).toBe(true)
  expect(isStale(['executions', 'stats', 'b'], stale)).toBe(false)
  expect(isStale(['alerts', 'list'], stale)).toBe(false)
  expect(isStale(['jobs'], stale)).toBe(false)
})

it('takes any job for stale once events were left out', () => {
  expect(isStale(['executions', 'job', 'b'], { executions: true, alerts: false, jobs: null })).toBe(true)
})
