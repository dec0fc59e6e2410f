import type { FieldError, Job, Json } from '../api/types'
import { isJsonObject, parseJson } from './json'

/** A job as it is being written: any JSON object, so that nothing typed is lost. The server judges it. */
export type JobDraft = Readonly<Record<string, Json>>

/** What the server takes for a field that is left out. */
export const defaults = {
  timeZone: 'UTC',
  dst: 'RUN_ONCE',
  method: 'POST',
  timeoutMs: 30_000,
  type: 'ATLEAST_ONCE',
  isRecurring: true,
  isActive: true,
  maxRetryCount: 3,
  misfire: 'FIRE_ONCE',
  catchUpWindowMs: 3_600_000,
  overlap: 'ALLOW',
  startDeadlineMs: 3_600_000,
} as const

export const retryDefaults = { initialDelayMs: 1_000, multiplier: 2, maxDelayMs: 300_000, jitter: 0.2 } as const

const readOnly = ['id', 'jobId', 'createdAt', 'updatedAt', 'version', 'nextExecutionTime', 'scheduleDescription']

export function newDraft(zone: string): JobDraft {
  return { name: '', schedule: '0 */5 * * * *', timeZone: zone, api: '', method: 'POST' }
}

/** What of a stored job can be edited. */
export function draftOf(job: Job): JobDraft {
  const entries = Object.entries(job as unknown as Record<string, Json>)
  return Object.fromEntries(entries.filter(([field]) => !readOnly.includes(field)))
}

/** The draft with another value in one field, or without the field. Fields keep their order. */
export function withField(draft: JobDraft, field: string, value: Json | undefined): JobDraft {
  if (value !== undefined) return { ...draft, [field]: value }
  return Object.fromEntries(Object.entries(draft).filter(([name]) => name !== field))
}

export function formatDraft(draft: JobDraft): string {
  return JSON.stringify(draft, null, 2)
}

export type Parsed = { readonly draft: JobDraft } | { readonly error: string }

export function parseDraft(text: string): Parsed {
  let value: Json
  try {
    value = parseJson<Json>(text)
  } catch (error) {
    return { error: error instanceof Error ? error.message : 'This is no JSON' }
  }
  if (!isJsonObject(value)) return { error: 'A job is a JSON object' }
  return { draft: value }
}

/** Whether a call with the draft's method has a body. */
export function carriesBody(draft: JobDraft): boolean {
  return !['GET', 'HEAD', 'OPTIONS'].includes(String(draft['method']))
}

/** What is sent: a name or the like that was left empty is none, and neither is a body that the method does not carry. */
export function toBody(draft: JobDraft): JobDraft {
  const optional = ['name', 'description', 'alertWebhook', 'startAt', 'endAt']
  return Object.fromEntries(Object.entries(draft).filter(([field, value]) =>
    !(optional.includes(field) && value === '') && (field !== 'body' || carriesBody(draft))))
}

/** What the server says of a field, of its parts too; undefined when nothing. */
export function errorOf(errors: readonly FieldError[], field: string): string | undefined {
  const about = errors.filter((error) =>
    error.field === field || error.field.startsWith(`${field}.`) || error.field.startsWith(`${field}[`))
  if (about.length === 0) return undefined
  return about.map((error) => `${error.field.slice(field.length).replace(/^\./, '')} ${error.message}`.trim()).join('; ')
}

/** Text of a number field as the draft keeps it: a number once it reads the same, else as typed. */
export function numberOf(text: string, isFinal = false): Json | undefined {
  if (text.trim() === '') return undefined
  const number = Number(text)
  if (!Number.isFinite(number)) return text
  return isFinal || String(number) === text ? number : text
}
