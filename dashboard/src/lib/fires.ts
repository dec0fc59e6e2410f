import type { Json, Preview } from '../api/types'
import type { JobDraft } from './jobDraft'

// A preview knows the schedule only; here are the limits that the job sets to it, and how long it holds.

const waitMsMin = 1_000
const waitMsMax = 30_000

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

/** How long the first fire is still to come: a preview is asked for again when it is past. */
export function untilPastMs(preview: Preview | undefined): number {
  const first = preview?.nextExecutions[0]
  if (first === undefined) return waitMsMax
  return Math.min(waitMsMax, Math.max(waitMsMin, Date.parse(first.at) - Date.now()))
}

function instantOf(value: Json | undefined): number | null {
  const ms = typeof value === 'string' ? Date.parse(value) : NaN
  return Number.isNaN(ms) ? null : ms
}
