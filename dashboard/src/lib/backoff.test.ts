import { expect, it } from 'vitest'
import { backoffMs } from './backoff'

it('doubles up to half a minute', () => {
  expect([1, 2, 3, 4, 5, 6, 50].map((failures) => backoffMs(failures, 1)))
    .toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
})

it('is random by half', () => {
  expect(backoffMs(3, 0)).toBe(2_000)
  expect(backoffMs(3, 0.5)).toBe(3_000)
})
