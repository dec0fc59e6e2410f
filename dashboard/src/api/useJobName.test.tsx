// @vitest-environment jsdom
import { QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { draw } from '../parts/drawn'
import { createQueries } from './queries'
import { useJobName } from './useJobName'

let asked = 0
let remove = () => {}
beforeEach(() => {
  asked = 0
  vi.useFakeTimers()
})
afterEach(() => {
  remove()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** The name that is shown after a minute, where the first request is answered with a status. */
async function shownAfter(status: number): Promise<string | null> {
  vi.stubGlobal('fetch', () => Promise.resolve(++asked === 1 ? new Response('', { status }) : Response.json({ id: 'j1', name: 'job' })))
  function Name() {
    return <>{useJobName('j1')}</>
  }
  const drawn = draw(<QueryClientProvider client={createQueries()}><Name /></QueryClientProvider>)
  remove = drawn.remove
  await act(() => vi.advanceTimersByTimeAsync(60_000))
  return drawn.box.textContent
}

it.each([429, 503])('asks again for a name after a %i', async (status) => {
  expect(await shownAfter(status)).toBe('job')
})

it('does not ask again for a job that is deleted', async () => {
  expect([await shownAfter(404), asked]).toEqual(['…j1', 1])
})
