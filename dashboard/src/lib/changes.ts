import type { Json } from '../api/types'
import { ExactNumber, isJsonObject } from './json'

export type Fields = Readonly<Record<string, Json>>

/** A field before and after; undefined on the side where there is no job at all. */
export interface Change {
  readonly field: string
  readonly from?: Json
  readonly to?: Json
}

/**
 * What an edit changed, down to the fields of nested objects. Of a job that is new or gone, all fields that are set. A field
 * that is missing says the same as null; the order of an object's fields says nothing, that of a list's entries does.
 */
export function changesBetween(before: Fields | null, after: Fields | null): readonly Change[] {
  if (before === null) return setFields(after ?? {}).map(([field, to]) => ({ field, to }))
  if (after === null) return setFields(before).map(([field, from]) => ({ field, from }))
  return differences(before, after, '')
}

function differences(before: Fields, after: Fields, prefix: string): readonly Change[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name): readonly Change[] => {
    const from = before[name] ?? null
    const to = after[name] ?? null
    const field = prefix + name
    if (isJsonObject(from) && isJsonObject(to)) return differences(from, to, `${field}.`)
    return isSame(from, to) ? [] : [{ field, from, to }]
  })
}

function isSame(a: Json, b: Json): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((entry, index) => isSame(entry, b[index] ?? null))
  }
  if (a instanceof ExactNumber && b instanceof ExactNumber) return a.text === b.text
  if (isJsonObject(a) && isJsonObject(b)) return differences(a, b, '').length === 0
  return a === b
}

function setFields(job: Fields): readonly (readonly [string, Json])[] {
  return Object.entries(job).filter(([, value]) =>
    value !== null && !(typeof value === 'object' && Object.keys(value).length === 0))
}
