import { expect, it } from 'vitest'
import { placeAfter } from './arrows'

it.each([
  ['ArrowLeft', 5, 4], ['ArrowRight', 5, 6], ['ArrowUp', 5, 1], ['ArrowDown', 5, 9], ['Home', 5, 0], ['End', 5, 9],
  ['ArrowLeft', 0, null], ['ArrowRight', 9, null], ['ArrowUp', 3, null], ['ArrowDown', 6, null], ['Enter', 5, null],
])('%s leads from %d to %j in ten places, four a row', (key, from, to) => {
  expect(placeAfter(key, from, 10, 4)).toBe(to)
})
