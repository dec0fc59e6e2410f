import { describe, expect, it } from 'vitest'
import type { Metrics, Outcomes } from '../api/types'
import { type MetricPoint, recentRate, withPoint } from './metricHistory'

const none: Outcomes = { success: 0, failed: 0, skipped: 0, cancelled: 0, successRate: null, errorRate: null }

function metrics(success: number, failed = 0): Metrics {
  return {
    totalExecutions: null, activeExecutions: 3, totalJobs: null, activeJobs: null, lastMinute: none, lastHour: none,
    driftMs: { mean: 2, p50: 1, p90: 4, p99: 9, max: 12 }, meanDurationMs: null, retries: 0,
    apiLatencyMs: null, storeLatencyMs: null, sinceStart: { ...none, success, failed },
  }
}

function history(...points: [atMs: number, ended: number][]): readonly MetricPoint[] {
  return points.reduce<readonly MetricPoint[]>((all, [atMs, ended]) => withPoint(all, metrics(ended), atMs), [])
}

describe('withPoint', () => {
  it('takes the rate from what ended since the point before', () => {
    const points = withPoint(history([0, 10]), metrics(18, 2), 2_000)
    expect(points.map((point) => point.perSecond)).toEqual([null, 5])
    expect(points[1]).toMatchObject({ driftP50Ms: 1, driftP99Ms: 9, inFlight: 3 })
  })

  it('has no rate over a restart', () => {
    expect(history([0, 100], [1_000, 4], [2_000, 6]).map((point) => point.perSecond)).toEqual([null, null, 2])
  })

  it('passes over a tick that follows too closely', () => {
    expect(history([0, 1], [100, 2])).toHaveLength(1)
  })

  it('is bounded', () => {
    let points: readonly MetricPoint[] = []
    for (let i = 0; i < 700; i++) points = withPoint(points, metrics(i), i * 1_000)
    expect(points).toHaveLength(600)
    expect(points[0]?.atMs).toBe(100_000)
  })
})

describe('recentRate', () => {
  it('is the mean of the span', () => {
    expect(recentRate(history([0, 0], [5_000, 100], [10_000, 110]), 5_000)).toBe(2)
  })

  it('is unknown without two points', () => {
    expect(recentRate([], 5_000)).toBeNull()
    expect(recentRate(history([0, 5]), 5_000)).toBeNull()
  })
})
