import { expect, it } from 'vitest'
import { errorOfRow, headersOf, isInStep, rowsOf } from './headerRows'

it.each([undefined, null, 'x', 3, []])('finds no rows in %j', (headers) => {
  expect(rowsOf(headers)).toEqual([])
})

it('says what is wrong with rows that would be lost', () => {
  const rows = [['A', '1'], ['', '2'], ['A', '3'], ['', ''], ['B', '']] as const
  expect(rows.map((_, index) => errorOfRow(rows, index))).toEqual(
    [null, 'A value needs a name', 'This name is above already', null, null])
})

it('leaves out rows that say nothing yet', () => {
  expect(headersOf([['A', '1'], ['', '']])).toEqual({ A: '1' })
})

it.each([[{ A: '1', B: '2' }], [{ '': 'x' }], [{ A: 1 }], [{ 2: 'b', 1: 'a' }], [undefined]])(
  'is in step with what it was read from: %j', (headers) => {
    expect(isInStep(rowsOf(headers), headers)).toBe(true)
  })

it('is in step while a row has no name yet, and not after a change elsewhere', () => {
  expect(isInStep([['A', '1'], ['', '']], { A: '1' })).toBe(true)
  expect(isInStep([['A', '1']], { A: '2' })).toBe(false)
})
