import { describe, expect, it } from 'vitest'
import { formatInstant, formatNear, formatPrecise, formatRelative, fromLocalInput, toLocalInput } from './times'

const at = new Date('2027-03-28T01:30:00.250Z')

describe('formatInstant', () => {
  it('uses the zone with its summer time', () => {
    expect(formatInstant(at, 'UTC')).toBe('2027-03-28 01:30:00')
    expect(formatInstant(at, 'Europe/Berlin')).toBe('2027-03-28 03:30:00')
  })

  it('shows midnight as 00', () => {
    expect(formatInstant(new Date('2027-01-01T00:00:00Z'), 'UTC')).toBe('2027-01-01 00:00:00')
  })
})

it('shows milliseconds when they matter', () => {
  expect(formatPrecise(new Date('2027-01-01T00:00:00.002Z'), 'UTC')).toBe('2027-01-01 00:00:00.002')
})

it('leaves out the date of today, by the zone', () => {
  const now = new Date('2027-03-28T22:30:00Z')
  expect(formatNear(at, now, 'UTC')).toBe('01:30:00')
  expect(formatNear(at, now, 'Europe/Berlin')).toBe('2027-03-28 03:30:00')
})

it.each([
  ['2027-03-28T01:30:00.900Z', 'now'],
  ['2027-03-28T01:30:12.250Z', 'in 12 s'],
  ['2027-03-28T01:29:00.250Z', '1 min ago'],
  ['2027-03-28T04:31:00.250Z', 'in 3 h'],
  ['2027-03-25T01:30:00.250Z', '3 d ago'],
])('says how far %s is', (iso, text) => {
  expect(formatRelative(new Date(iso), at)).toBe(text)
})

it('gives a local field back the instant it came from', () => {
  expect(fromLocalInput(toLocalInput('2027-06-01T10:20:30.000Z'))).toBe('2027-06-01T10:20:30.000Z')
  expect(toLocalInput(null)).toBe('')
  expect(toLocalInput('soon')).toBe('')
  expect(fromLocalInput('')).toBeNull()
  expect(fromLocalInput('2027-99-01T00:00')).toBeNull()
})
