import { expect, it } from 'vitest'
import { collect, type Page } from './paging'

/** A list whose n-th page has the n-th of the given items; its cursor is the number of the next page. */
function pages(...contents: number[][]): (cursor: string | null) => Promise<Page<number>> {
  return async (cursor) => {
    const index = cursor === null ? 0 : Number(cursor)
    const nextCursor = index + 1 < contents.length ? String(index + 1) : null
    return { items: contents[index] ?? [], nextCursor }
  }
}

it('goes on after empty pages', async () => {
  const found = await collect(pages([], [], [7]), { want: 5, pagesMax: 10 })
  expect(found).toEqual({ items: [7], nextCursor: null, isCut: false })
})

it('stops once there is enough', async () => {
  const found = await collect(pages([1, 2], [3], [4]), { want: 3, pagesMax: 10 })
  expect(found).toEqual({ items: [1, 2, 3], nextCursor: '2', isCut: false })
})

it('says when its bound ended the search', async () => {
  const found = await collect(pages([], [], [7]), { want: 5, pagesMax: 2 })
  expect(found).toEqual({ items: [], nextCursor: '2', isCut: true })
})

it('starts where it is told', async () => {
  const found = await collect(pages([1], [2], [3]), { want: 5, pagesMax: 10, cursor: '1' })
  expect(found.items).toEqual([2, 3])
})
