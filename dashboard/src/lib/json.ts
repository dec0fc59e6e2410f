import type { Json } from '../api/types'

/** A number that a double would change, as it was written. JSON has it in that spelling again. */
export class ExactNumber {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text
  }

  toJSON(): unknown {
    return JSON.rawJSON(this.text)
  }
}

/** Whether the browser tells how a number was written; without that it is rounded. */
export const keepsNumbers = 'rawJSON' in JSON

/** Reads JSON whose numbers may be any that the server keeps. */
export function parseJson<T>(text: string): T {
  return JSON.parse(text, (_, value: unknown, context) => asWritten(value, context?.source)) as T
}

/** The value, or in the place of a number that is another one than its source says, that one. */
export function asWritten(value: unknown, source: string | undefined): unknown {
  if (typeof value !== 'number' || source === undefined) return value
  return plain(String(value)) === plain(source) ? value : new ExactNumber(source)
}

/** One spelling for all of a number: its digits and their place. */
function plain(number: string): string {
  const [mantissa = '', exponent = '0'] = number.toLowerCase().split('e')
  const [whole = '', fraction = ''] = mantissa.split('.')
  const digits = (whole + fraction).replace(/^(-?)0+/, '$1')
  const significant = digits.replace(/0+$/, '')
  if (significant === '' || significant === '-') return '0'
  return `${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`
}

export function isJsonObject(value: Json | undefined): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber)
}
