import { expect, it } from 'vitest'
import { formatMs, formatMsOr } from './durations'

it.each([
  [0, '0 ms'],
  [0.42, '0.4 ms'],
  [43, '43 ms'],
  [999, '999 ms'],
  [1_000, '1 s'],
  [1_540, '1.54 s'],
  [30_000, '30 s'],
  [12_340, '12.3 s'],
  [60_000, '1 min'],
  [125_000, '2 min 5 s'],
  [3_600_000, '1 h'],
  [3_605_000, '1 h'],
  [90_000_000, '1 d 1 h'],
  [604_800_000, '7 d'],
  [-43, '-43 ms'],
])('shows %d ms as %s', (ms, text) => {
  expect(formatMs(ms)).toBe(text)
})

it('shows a dash for nothing', () => {
  expect(formatMsOr(null)).toBe('–')
  expect(formatMsOr(undefined, '')).toBe('')
  expect(formatMsOr(5)).toBe('5 ms')
})
