import type { Json } from '../api/types'
import { isJsonObject } from './json'

export type HeaderRows = readonly (readonly [name: string, value: string])[]

/** The headers of a draft as rows; whatever else stands there is none. */
export function rowsOf(headers: Json | undefined): HeaderRows {
  if (!isJsonObject(headers)) return []
  return Object.entries(headers).map(([name, value]) => [name, String(value)] as const)
}

/** What rows say: those without a name say nothing yet, and of two with one name the last counts. */
export function headersOf(rows: HeaderRows): Record<string, string> {
  return Object.fromEntries(rows.filter(([name]) => name !== ''))
}

/** Whether the rows say what the draft says, so that they need not be read from it anew. */
export function isInStep(rows: HeaderRows, headers: Json | undefined): boolean {
  return JSON.stringify(headersOf(rows)) === JSON.stringify(headersOf(rowsOf(headers)))
}
