import { expect, it } from 'vitest'
import { inTurn } from './inTurn'

it('does everything, a bounded number at once', async () => {
  let atOnce = 0
  let most = 0
  const seen: number[] = []
  const tally = await inTurn([1, 2, 3, 4, 5], async (item) => {
    most = Math.max(most, ++atOnce)
    await Promise.resolve()
    seen.push(item)
    atOnce--
  }, 2)
  expect(tally).toEqual({ done: 5, failed: 0, reason: null })
  expect(seen).toHaveLength(5)
  expect(most).toBe(2)
})

it('goes on after a failure and keeps the first reason', async () => {
  const tally = await inTurn(['a', 'b', 'c'], (item) => (item === 'b' ? Promise.resolve() : Promise.reject(new Error(item))), 1)
  expect(tally).toEqual({ done: 1, failed: 2, reason: new Error('a') })
})

it('does nothing for nothing', async () => {
  expect(await inTurn([], () => Promise.reject(new Error()), 4)).toEqual({ done: 0, failed: 0, reason: null })
})
