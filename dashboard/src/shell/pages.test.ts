// @vitest-environment jsdom
import { expect, it } from 'vitest'
import { navEntries, pageOf } from './pages'

const notFound = pageOf(['nowhere']).code

it.each([
  [['jobs', 'ID'], 'ID'],
  [['jobs', 'ID', 'edit'], 'ID'],
  [['jobs', 'new'], ''],
  [['executions', 'ID'], 'ID'],
])('finds the page of %j', (path, id) => {
  const place = pageOf(path)
  expect(place.code).not.toBe(notFound)
  expect(place.id).toBe(id)
})

it.each([[['jobs', 'ID', 'nothing']], [['jobs', 'new', 'edit']], [['alerts', '17']], [['jobs', 'ID', 'edit', 'more']]])(
  'has no page at %j', (path) => {
    expect(pageOf(path).code).toBe(notFound)
  })

it('has a page and a letter of its own for each entry', () => {
  expect(navEntries.map(({ segment }) => pageOf([segment]).code)).not.toContain(notFound)
  expect(new Set(navEntries.map(({ letter }) => letter)).size).toBe(navEntries.length)
})
