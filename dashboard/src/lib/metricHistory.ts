import type { Metrics, MetricsHistory } from '../api/types'

/** How long points are kept. */
const keptMs = 3_600_000
/** Counts that are closer than this are one; a rate over less time jumps. */
const gapMsMin = 800

export interface MetricPoint {
  readonly atMs: number
  /** Executions that ended, per second since the point before; null for the first. */
  readonly perSecond: number | null
  readonly failedPerSecond: number | null
  readonly driftP50Ms: number | null
  readonly driftP99Ms: number | null
  /** What the next rates are taken from, and when it was counted, by the server's clock. */
  readonly countedMs: number
  readonly ended: number
  readonly failed: number
}

type Reading = Pick<MetricPoint, 'atMs' | 'countedMs' | 'ended' | 'failed' | 'driftP50Ms' | 'driftP99Ms'>

function pointAfter(before: MetricPoint | undefined, reading: Reading): MetricPoint {
  const isContinued = before !== undefined && reading.ended >= before.ended && reading.countedMs > before.countedMs
  const rate = (pick: (one: Reading) => number) => (
    isContinued ? (pick(reading) - pick(before)) / ((reading.countedMs - before.countedMs) / 1_000) : null)
  return { ...reading, perSecond: rate((one) => one.ended), failedPerSecond: rate((one) => one.failed) }
}

/** The history with one more point; its oldest go. */
export function withPoint(history: readonly MetricPoint[], metrics: Metrics, atMs: number): readonly MetricPoint[] {
  if (metrics.ended === null) return history
  const before = history.at(-1)
  const { at, success, failed } = metrics.ended
  const countedMs = Date.parse(at)
  if (before !== undefined && Math.abs(countedMs - before.countedMs) < gapMsMin) return history
  const point = pointAfter(before, {
    atMs, countedMs, ended: success + failed, failed, driftP50Ms: metrics.driftMs?.p50 ?? null, driftP99Ms: metrics.driftMs?.p99 ?? null,
  })
  const oldest = history.findIndex((one) => one.atMs > atMs - keptMs)
  return [...(oldest < 0 ? [] : history.slice(oldest)), point]
}

/**
 * The history with what the server remembers of the time before it. Its last point is of a moment ago, whatever its clock says.
 * No rate is taken over the joint: another node, with another clock, may have answered.
 */
export function withPast(history: readonly MetricPoint[], past: MetricsHistory, nowMs: number): readonly MetricPoint[] {
  const last = past.points.at(-1)
  if (last === undefined) return history
  const aheadMs = nowMs - Date.parse(last.at)
  const beginsMs = (history[0]?.atMs ?? Infinity) - gapMsMin
  const points: MetricPoint[] = []
  for (const { at, success, failed, driftP50Ms, driftP99Ms } of past.points) {
    const countedMs = Date.parse(at)
    const atMs = countedMs + aheadMs
    if (atMs <= beginsMs) {
      points.push(pointAfter(points.at(-1), { atMs, countedMs, ended: success + failed, failed, driftP50Ms, driftP99Ms }))
    }
  }
  return [...points, ...history]
}

/** The mean rate of the last points that lie within `spanMs`; null without any. */
export function recentRate(history: readonly MetricPoint[], spanMs: number): number | null {
  const last = history.at(-1)
  if (last === undefined) return null
  const first = history.find((point) => point.atMs >= last.atMs - spanMs)
  if (first === undefined || last.countedMs <= first.countedMs || last.ended < first.ended) return null
  return (last.ended - first.ended) / ((last.countedMs - first.countedMs) / 1_000)
}
