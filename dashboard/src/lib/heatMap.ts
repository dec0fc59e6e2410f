import type { Execution } from '../api/types'

/** One bucket of time. */
export interface Cell {
  readonly atMs: number
  readonly total: number
  readonly failed: number
  readonly skipped: number
  /** Whether its executions were read, at least in part; what lies before the oldest one that was read is unknown. */
  readonly isKnown: boolean
}

export interface Span {
  readonly fromMs: number
  readonly bucketMs: number
  readonly count: number
}

const hourMs = 3_600_000

/** The hour of `nowMs` up to its bucket, and the whole hours before: `hours` in all. */
export function spanBefore(nowMs: number, hours: number, bucketMs: number): Span {
  const fromMs = floor(nowMs, hourMs) - (hours - 1) * hourMs
  return { fromMs, bucketMs, count: (floor(nowMs, bucketMs) + bucketMs - fromMs) / bucketMs }
}

/** The hour of `nowMs` from its bucket on, and the whole hours after: `hours` in all. */
export function spanAfter(nowMs: number, hours: number, bucketMs: number): Span {
  const fromMs = floor(nowMs, bucketMs)
  return { fromMs, bucketMs, count: (floor(nowMs, hourMs) + hours * hourMs - fromMs) / bucketMs }
}

/** How many buckets of its hour lie before an instant. */
export function bucketsBefore(atMs: number, bucketMs: number): number {
  return Math.floor((atMs - floor(atMs, hourMs)) / bucketMs)
}

function floor(ms: number, unitMs: number): number {
  return Math.floor(ms / unitMs) * unitMs
}

/** What ended how, per bucket. `knownFromMs` is how far back the executions reach. */
export function outcomeCells(executions: readonly Execution[], span: Span, knownFromMs: number): readonly Cell[] {
  const counts = Array.from({ length: span.count }, () => ({ total: 0, failed: 0, skipped: 0 }))
  for (const { scheduledAt, status, skippedCount } of executions) {
    const bucket = counts[Math.floor((Date.parse(scheduledAt) - span.fromMs) / span.bucketMs)]
    if (bucket === undefined) continue
    bucket.total += skippedCount ?? 1
    if (status === 'FAILED') bucket.failed++
    if (status === 'SKIPPED') bucket.skipped += skippedCount ?? 1
  }
  return counts.map((count, index) => {
    const atMs = span.fromMs + index * span.bucketMs
    return { ...count, atMs, isKnown: atMs + span.bucketMs > knownFromMs }
  })
}

/** A count on a scale of 0 (none) to 4 (more than three quarters of the fullest bucket); 1 also for the fewest, so that they show. */
export function level(count: number, max: number): 0 | 1 | 2 | 3 | 4 {
  if (count <= 0 || max <= 0) return 0
  const share = count / max
  return share <= 0.25 ? 1 : share <= 0.5 ? 2 : share <= 0.75 ? 3 : 4
}

/** What a bucket's colour tells first: failures, then skips, then how much there was. */
export function toneOf(cell: Cell): 'unknown' | 'none' | 'failed' | 'mixed' | 'skipped' | 'success' {
  if (!cell.isKnown) return 'unknown'
  if (cell.total === 0) return 'none'
  if (cell.failed > 0) return cell.failed * 2 >= cell.total ? 'failed' : 'mixed'
  return cell.skipped > 0 ? 'skipped' : 'success'
}

/** Buckets summed up in groups, such as the hours of a list of five minutes; the first group lacks `missing` of them. */
export function sums(counts: readonly number[], groupSize: number, missing = 0): number[] {
  const result: number[] = []
  counts.forEach((count, index) => {
    const group = Math.floor((index + missing) / groupSize)
    result[group] = (result[group] ?? 0) + count
  })
  return result
}
