import type { Json } from '../api/types'
import { isJsonObject } from './json'

export type HeaderRows = readonly (readonly [name: string, value: string])[]

/** The headers of a draft as rows; whatever else stands there is none. */
export function rowsOf(headers: Json | undefined): HeaderRows {
  if (!isJsonObject(headers)) return []
  return Object.entries(headers).map(([name, value]) => [name, String(value)] as const)
}

/** Why a row cannot be sent; an empty one says nothing yet. */
export function errorOfRow(rows: HeaderRows, index: number): string | null {
  const [name, value] = rows[index] ?? ['', '']
  if (name === '') return value === '' ? null : 'A value needs a name'
  return rows.findIndex(([other]) => other === name) < index ? 'This name is above already' : null
}

/** Names of the headers whose values are in the store alone. */
export function redactedNames(headers: Json | undefined): readonly string[] {
  return rowsOf(headers).filter(([, value]) => value === '[redacted]').map(([name]) => name)
}

/** What rows say. */
export function headersOf(rows: HeaderRows): Record<string, string> {
  return Object.fromEntries(rows.filter(([name]) => name !== ''))
}

/** Whether the rows say what the draft says, so that they need not be read from it anew. */
export function isInStep(rows: HeaderRows, headers: Json | undefined): boolean {
  return JSON.stringify(headersOf(rows)) === JSON.stringify(headersOf(rowsOf(headers)))
}
