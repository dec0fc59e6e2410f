import { expect, it } from 'vitest'
import { formatCount, formatRate, formatShare, plural } from './numbers'

it.each([
  [0, '0'],
  [12_345, '12,345'],
  [1_200_000, '1.2M'],
  [null, '–'],
])('counts %s as %s', (count, text) => {
  expect(formatCount(count)).toBe(text)
})

it.each([
  [1, '100 %'],
  [0.99999, '99.99 %'],
  [0.9983, '99.83 %'],
  [0.5, '50.0 %'],
  [0.00001, '0.01 %'],
  [0, '0 %'],
  [null, '–'],
])('never rounds a share of %s up to all or down to none', (share, text) => {
  expect(formatShare(share)).toBe(text)
})

it('shows rates', () => {
  expect(formatRate(null)).toBe('–')
  expect(formatRate(1.26)).toBe('1.3')
  expect(formatRate(1_250)).toBe('1,250')
})

it('counts things', () => {
  expect(plural(1, 'job')).toBe('1 job')
  expect(plural(2, 'retry', 'retries')).toBe('2 retries')
})
