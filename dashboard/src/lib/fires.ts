import type { Json, Preview } from '../api/types'
import type { JobDraft } from './jobDraft'

// A preview knows the schedule only; these are the limits that the job sets to it.

/** The instant after which the first fire is looked for; null for now. Intervals count from the start and do not fire at it. */
export function searchFrom(schedule: string, startAt: Json | undefined, now: Date): string | null {
  const start = instantOf(startAt)
  if (start === null || start <= now.getTime()) return null
  return new Date(/^\s*@every\b/i.test(schedule) ? start : start - 1).toISOString()
}

/** The fires up to the job's end; the first one alone when it does not recur. */
export function firesOf(preview: Preview, draft: JobDraft): Preview {
  const end = instantOf(draft['endAt']) ?? Infinity
  const fires = preview.nextExecutions.filter(({ at }) => Date.parse(at) <= end)
  return { ...preview, nextExecutions: draft['isRecurring'] === false ? fires.slice(0, 1) : fires }
}

function instantOf(value: Json | undefined): number | null {
  const ms = typeof value === 'string' ? Date.parse(value) : NaN
  return Number.isNaN(ms) ? null : ms
}
