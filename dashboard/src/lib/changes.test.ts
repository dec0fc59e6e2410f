import { expect, it } from 'vitest'
import { changesBetween, type Fields } from './changes'
import { ExactNumber } from './json'

it.each<[Fields, Fields]>([
  [{ api: 'x', method: 'GET' }, { method: 'GET', api: 'x' }],
  [{ retry: { jitter: 0, multiplier: 2 } }, { retry: { multiplier: 2, jitter: 0 } }],
  [{ body: [{ a: 1, b: 2 }] }, { body: [{ b: 2, a: 1 }] }],
  [{ description: null }, {}],
  [{ retry: { jitter: null } }, { retry: {} }],
  [{ tags: ['a', 'b'] }, { tags: ['a', 'b'] }],
])('finds no difference between %j and %j', (before, after) => {
  expect(changesBetween(before, after)).toEqual([])
})

it('tells changed, added and removed fields in their order', () => {
  expect(changesBetween({ name: 'a', description: 'd', timeoutMs: 1 }, { name: 'b', timeoutMs: 1, startAt: '2027' })).toEqual([
    { field: 'name', from: 'a', to: 'b' },
    { field: 'description', from: 'd', to: null },
    { field: 'startAt', from: null, to: '2027' },
  ])
})

it('looks into nested objects, and takes lists as a whole', () => {
  const before = { retry: { multiplier: 2, jitter: 0 }, headers: { A: '[redacted]' }, tags: ['a', 'b'], body: { at: { hour: 1 } } }
  const after = { retry: { multiplier: 3, jitter: 0 }, headers: { B: '[redacted]' }, tags: ['b', 'a'], body: { at: { hour: '1' } } }
  expect(changesBetween(before, after)).toEqual([
    { field: 'retry.multiplier', from: 2, to: 3 },
    { field: 'headers.A', from: '[redacted]', to: null },
    { field: 'headers.B', from: null, to: '[redacted]' },
    { field: 'tags', from: ['a', 'b'], to: ['b', 'a'] },
    { field: 'body.at.hour', from: 1, to: '1' },
  ])
})

it.each<[Fields[string], Fields[string]]>([
  [{ a: 1 }, [1]], [{}, null], ['', null], [false, null], [0, '0'], [['a'], ['a', null]], [[['a']], [['b']]],
])('does not take %j for %j', (from, to) => {
  expect(changesBetween({ body: from }, { body: to })).toEqual([{ field: 'body', from, to }])
})

it('compares numbers as they were written where a double would change them', () => {
  const [one, same, other] = ['9007199254740993', '9007199254740993', '9007199254740995'].map((text) => new ExactNumber(text)) as
    [ExactNumber, ExactNumber, ExactNumber]
  expect(changesBetween({ body: { a: [one], b: one } }, { body: { a: [same], b: same } })).toEqual([])
  expect(changesBetween({ body: { a: one } }, { body: { a: other } })).toEqual([{ field: 'body.a', from: one, to: other }])
  expect(changesBetween({ body: one }, { body: { text: 1 } })).toEqual([{ field: 'body', from: one, to: { text: 1 } }])
})

it('shows what is set of a job that is new or gone', () => {
  const job = { name: 'a', description: null, headers: {}, tags: [], isActive: false, maxRetryCount: 0, retry: { jitter: 0 } }
  const values = [['name', 'a'], ['isActive', false], ['maxRetryCount', 0], ['retry', { jitter: 0 }]]
  expect(changesBetween(null, job)).toEqual(values.map(([field, to]) => ({ field, to })))
  expect(changesBetween(job, null)).toEqual(values.map(([field, from]) => ({ field, from })))
  expect(changesBetween(null, null)).toEqual([])
})
