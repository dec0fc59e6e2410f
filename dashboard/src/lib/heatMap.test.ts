import { expect, it } from 'vitest'
import { bucketsBefore, level, outcomeCells, spanAfter, spanBefore, sums, toneOf } from './heatMap'

const minuteMs = 60_000
const nowMs = Date.parse('2027-01-01T00:07:30Z')

it('spans the hours up to now and from now on, which share its bucket', () => {
  const before = spanBefore(nowMs, 2, 5 * minuteMs)
  expect(before).toEqual({ fromMs: Date.parse('2026-12-31T23:00:00Z'), bucketMs: 5 * minuteMs, count: 14 })
  const after = spanAfter(nowMs, 2, 5 * minuteMs)
  expect(after).toEqual({ fromMs: Date.parse('2027-01-01T00:05:00Z'), bucketMs: 5 * minuteMs, count: 23 })
  expect(bucketsBefore(after.fromMs, after.bucketMs)).toBe(1)
})

it('counts every outcome of a bucket', () => {
  const outcomes = { success: [5, 0], failed: [1, 0], skipped: [40, 2], cancelled: [3, 0] }
  expect(outcomeCells(outcomes, 600_000, minuteMs)).toEqual([
    { atMs: 600_000, total: 49, failed: 1, skipped: 40 },
    { atMs: 660_000, total: 2, failed: 0, skipped: 2 },
  ])
})

it.each([
  [{ total: 0, failed: 0, skipped: 0 }, 'none'],
  [{ total: 9, failed: 0, skipped: 0 }, 'success'],
  [{ total: 9, failed: 1, skipped: 5 }, 'mixed'],
  [{ total: 2, failed: 1, skipped: 0 }, 'failed'],
  [{ total: 9, failed: 0, skipped: 1 }, 'skipped'],
])('tells %j as %s', (counts, tone) => {
  expect(toneOf({ ...counts, atMs: 0 })).toBe(tone)
})

it('has levels from none to the most', () => {
  expect(level(0, 1_000)).toBe(0)
  expect(level(1, 1_000)).toBe(1)
  expect(level(1_000, 1_000)).toBe(4)
  expect(level(1, 1)).toBe(4)
  expect([1, 250, 251, 500, 501, 750, 751].map((count) => level(count, 1_000))).toEqual([1, 1, 2, 2, 3, 3, 4])
})

it('sums groups, the last one too', () => {
  expect(sums([1, 2, 3, 4, 5], 2)).toEqual([3, 7, 5])
  expect(sums([1, 2, 3, 4], 3, 2)).toEqual([1, 9])
})
