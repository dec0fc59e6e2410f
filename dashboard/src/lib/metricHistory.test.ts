import { describe, expect, it } from 'vitest'
import type { Metrics, Outcomes } from '../api/types'
import { type MetricPoint, recentRate, withPast, withPoint } from './metricHistory'

const none: Outcomes = { success: 0, failed: 0, skipped: 0, cancelled: 0, successRate: null, errorRate: null }

function metrics(atMs: number, success: number, failed = 0): Metrics {
  return {
    nodes: 1, ended: { at: new Date(atMs).toISOString(), success, failed }, totalExecutions: null, activeExecutions: 3, totalJobs: null, activeJobs: null, lastMinute: none, lastHour: none,
    driftMs: { mean: 2, p50: 1, p90: 4, p99: 9, max: 12 }, meanDurationMs: null, retries: 0,
    apiLatencyMs: null, storeLatencyMs: null, sinceStart: none,
  }
}

function history(...points: [atMs: number, ended: number][]): readonly MetricPoint[] {
  return points.reduce<readonly MetricPoint[]>((all, [atMs, ended]) => withPoint(all, metrics(atMs, ended), atMs), [])
}

describe('withPoint', () => {
  it('takes the rate from what ended since the point before', () => {
    const points = withPoint(history([0, 10]), metrics(2_000, 18, 2), 2_000)
    expect(points.map((point) => point.perSecond)).toEqual([null, 5])
    expect(points[1]).toMatchObject({ failedPerSecond: 1, driftP50Ms: 1, driftP99Ms: 9 })
  })

  it('takes the rate by the clock of the server, whenever the tick came', () => {
    expect(withPoint(history([0, 10]), metrics(2_000, 30), 1_100).at(-1)).toMatchObject({ atMs: 1_100, perSecond: 10 })
  })

  it('has no rate where another store or clock has answered', () => {
    expect(history([0, 100], [1_000, 4], [2_000, 6]).map((point) => point.perSecond)).toEqual([null, null, 2])
    expect(history([5_000, 100], [1_000, 104]).map((point) => point.perSecond)).toEqual([null, null])
  })

  it('passes over a count that it has or that follows too closely, and what is not counted yet', () => {
    expect(history([0, 1], [100, 2])).toHaveLength(1)
    expect(withPoint(history([0, 1]), metrics(0, 1), 1_000)).toHaveLength(1)
    expect(withPoint([], { ...metrics(0, 1), ended: null }, 1_000)).toHaveLength(0)
  })

  it('is of the last hour', () => {
    let points: readonly MetricPoint[] = []
    for (let i = 0; i < 3_700; i++) points = withPoint(points, metrics(i * 1_000, i), i * 1_000)
    expect(points).toHaveLength(3_600)
    expect(points[0]?.atMs).toBe(100_000)
  })
})

describe('withPast', () => {
  const at = (atMs: number, success: number, failed = 0) =>
    ({ at: new Date(atMs).toISOString(), success, failed, driftP50Ms: 1, driftP99Ms: 7 })

  it('comes before what was seen, with its own rates', () => {
    const past = { points: [at(5_000, 10), at(10_000, 20), at(20_000, 90), at(25_000, 99)] }
    expect(withPast(history([20_000, 100]), past, 25_000).map(({ atMs, perSecond, driftP99Ms }) => [atMs, perSecond, driftP99Ms]))
      .toEqual([[5_000, null, 7], [10_000, 2, 7], [20_000, null, 9]])
  })

  it('ends now, by the clock of the reader', () => {
    const past = { points: [at(5_000, 10), at(10_000, 20)] }
    expect(withPast([], past, 910_000).map(({ atMs, perSecond }) => [atMs, perSecond])).toEqual([[905_000, null], [910_000, 2]])
  })

  it('shows no rate over a restart', () => {
    const past = { points: [at(0, 100), at(5_000, 5), at(10_000, 10)] }
    expect(withPast([], past, 10_000).map(({ perSecond }) => perSecond)).toEqual([null, null, 1])
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
