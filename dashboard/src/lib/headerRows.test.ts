import { expect, it } from 'vitest'
import { headersOf, isInStep, rowsOf } from './headerRows'

it.each([undefined, null, 'x', 3, []])('finds no rows in %j', (headers) => {
  expect(rowsOf(headers)).toEqual([])
})

it('lets the last of two rows with one name count', () => {
  expect(headersOf([['A', '1'], ['', '2'], ['A', '3']])).toEqual({ A: '3' })
})

it.each([[{ A: '1', B: '2' }], [{ '': 'x' }], [{ A: 1 }], [{ 2: 'b', 1: 'a' }], [undefined]])(
  'is in step with what it was read from: %j', (headers) => {
    expect(isInStep(rowsOf(headers), headers)).toBe(true)
  })

it('is in step while a row has no name yet, and not after a change elsewhere', () => {
  expect(isInStep([['A', '1'], ['', '']], { A: '1' })).toBe(true)
  expect(isInStep([['A', '1']], { A: '2' })).toBe(false)
})
