import type { Metrics } from '../api/types'

/** Ten minutes of ticks of one second. */
const pointsMax = 600
/** Ticks that come closer than this are one; a rate over less time jumps. */
const gapMsMin = 800

export interface MetricPoint {
  readonly atMs: number
  /** Executions that ended, per second since the point before; null for the first and after a restart. */
  readonly perSecond: number | null
  readonly driftP50Ms: number | null
  readonly driftP99Ms: number | null
  readonly inFlight: number
  /** Ended since the server's start: what the next rate is taken from. */
  readonly ended: number
}

/** The history with one more point; its oldest go. */
export function withPoint(history: readonly MetricPoint[], metrics: Metrics, atMs: number): readonly MetricPoint[] {
  const before = history.at(-1)
  if (before !== undefined && atMs - before.atMs < gapMsMin) return history
  const { success, failed } = metrics.sinceStart
  const ended = success + failed
  const isContinued = before !== undefined && ended >= before.ended
  const point: MetricPoint = {
    atMs,
    perSecond: isContinued ? (ended - before.ended) / ((atMs - before.atMs) / 1_000) : null,
    driftP50Ms: metrics.driftMs?.p50 ?? null,
    driftP99Ms: metrics.driftMs?.p99 ?? null,
    inFlight: metrics.activeExecutions,
    ended,
  }
  return [...history.slice(-(pointsMax - 1)), point]
}

/** The mean rate of the last points that lie within `spanMs`; null without any. */
export function recentRate(history: readonly MetricPoint[], spanMs: number): number | null {
  const last = history.at(-1)
  if (last === undefined) return null
  const first = history.find((point) => point.atMs >= last.atMs - spanMs)
  if (first === undefined || first === last || last.ended < first.ended) return null
  return (last.ended - first.ended) / ((last.atMs - first.atMs) / 1_000)
}
