import type { OutcomeBuckets } from '../api/types'

/** One bucket of time. */
export interface Cell {
  readonly atMs: number
  readonly total: number
  readonly failed: number
  readonly skipped: number
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

/** What ended how, per bucket. */
export function outcomeCells(outcomes: OutcomeBuckets, fromMs: number, bucketMs: number): readonly Cell[] {
  const { success, failed, skipped, cancelled } = outcomes
  return success.map((succeeded, index) => {
    const at = (buckets: readonly number[]) => buckets[index] ?? 0
    return {
      atMs: fromMs + index * bucketMs,
      total: succeeded + at(failed) + at(skipped) + at(cancelled),
      failed: at(failed),
      skipped: at(skipped),
    }
  })
}

/** A count on a scale of 0 (none) to 4 (more than three quarters of the fullest bucket); 1 also for the fewest, so that they show. */
export function level(count: number, max: number): 0 | 1 | 2 | 3 | 4 {
  if (count <= 0 || max <= 0) return 0
  const share = count / max
  return share <= 0.25 ? 1 : share <= 0.5 ? 2 : share <= 0.75 ? 3 : 4
}

/** What a bucket's colour tells first: failures, then skips, then how much there was. */
export function toneOf(cell: Cell): 'none' | 'failed' | 'mixed' | 'skipped' | 'success' {
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
