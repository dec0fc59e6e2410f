import type { Execution, ExecutionStatus } from '../api/types'

export interface Bar {
  readonly id: string
  readonly status: ExecutionStatus
  /** Left edge and width, of a width of 1. */
  readonly x: number
  readonly width: number
  /** Duration, of the longest as 1; what took no time still shows. */
  readonly height: number
}

export interface Timeline {
  readonly bars: readonly Bar[]
  /** Points of the drift: x of a width of 1, y of the largest drift as 1. Without those that never started. */
  readonly drift: readonly { readonly x: number, readonly y: number }[]
  readonly durationMsMax: number
  readonly driftMsMax: number
}

const heightMin = 0.03

/** One bar for each execution, oldest first, all of one width: a job that fires rarely is as readable as one that hurries. */
export function timelineOf(newestFirst: readonly Execution[], slots: number): Timeline {
  const executions = newestFirst.slice(0, slots).reverse()
  const width = 1 / Math.max(1, slots)
  const durationMsMax = Math.max(1, ...executions.map(({ durationMs }) => durationMs ?? 0))
  const driftMsMax = Math.max(1, ...executions.map(({ driftMs }) => driftMs ?? 0))
  const first = slots - executions.length
  return {
    bars: executions.map(({ id, status, durationMs }, index) => ({
      id, status, width, x: (first + index) * width, height: Math.max(heightMin, (durationMs ?? 0) / durationMsMax),
    })),
    drift: executions.flatMap(({ driftMs }, index) =>
      driftMs === null ? [] : [{ x: (first + index + 0.5) * width, y: Math.max(0, driftMs) / driftMsMax }]),
    durationMsMax,
    driftMsMax,
  }
}

export function countByStatus(executions: readonly Execution[]): ReadonlyMap<ExecutionStatus, number> {
  const counts = new Map<ExecutionStatus, number>()
  for (const { status } of executions) counts.set(status, (counts.get(status) ?? 0) + 1)
  return counts
}
