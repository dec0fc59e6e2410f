import { expect, it } from 'vitest'
import { tagsOf, withTag } from './tags'

it.each([undefined, null, 'a', 3, {}])('finds no tags in %j', (tags) => {
  expect(tagsOf(tags)).toEqual([])
})

it('keeps what the draft says, as it is', () => {
  expect(tagsOf(['a,b', ' c', 'A', 'a', 7])).toEqual(['a,b', ' c', 'A', 'a', 7])
})

it.each([
  ['x', ['a', 'x']],
  ['x, y', ['a', 'x, y']],
  [' x  y ', ['a', 'x  y']],
  ['A', ['a', 'A']],
  ['a', ['a']],
  [' ', ['a']],
])('takes %j for one tag', (typed, tags) => {
  expect(withTag(['a'], typed)).toEqual(tags)
})
