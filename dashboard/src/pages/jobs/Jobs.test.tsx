// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { draw } from '../../parts/drawn'
import { setParams } from '../../parts/useRoute'
import Jobs from './Jobs'

let remove = () => {}
beforeEach(() => { vi.useFakeTimers() })
afterEach(() => {
  remove()
  setParams({ text: null }, 'replace')
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** How often the list is asked for within two minutes after its first answer. */
async function countOf(text: string | null, nextCursor: string | null): Promise<number> {
  let asked = 0
  vi.stubGlobal('fetch', (url: string) => {
    if (url.includes('/jobs')) asked++
    return Promise.resolve(Response.json({ jobs: [], nextCursor }))
  })
  setParams({ text }, 'replace')
  const drawn = draw(<QueryClientProvider client={new QueryClient()}><MantineProvider><Jobs /></MantineProvider></QueryClientProvider>)
  remove = drawn.remove
  await act(() => vi.advanceTimersByTimeAsync(10))
  asked = 0
  await act(() => vi.advanceTimersByTimeAsync(121_000))
  return asked
}

it.each([
  ['every 10 s', null, null, 12],
  ['now and then for a search, which reads many', 'tick', null, 2],
  ['once for a search that was cut', 'tick', 'x', 0],
])('asks %s', async (_, text, nextCursor, count) => {
  expect(await countOf(text, nextCursor)).toBe(count)
})

it('keeps the focus on "Clear" once there is nothing to clear', async () => {
  await countOf('tick', null)
  const clear = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Clear')
  expect(clear?.getAttribute('aria-disabled')).toBe('false')
  act(() => setParams({ text: null }, 'replace'))
  expect([clear?.disabled, clear?.getAttribute('aria-disabled')]).toEqual([false, 'true'])
})
