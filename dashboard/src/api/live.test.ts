// @vitest-environment jsdom
import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { connection, startLive } from './live'

const list = ['executions', 'list']
const keys = [list, ['executions', 'stats', 'j1'], ['alerts', 'list']]

let stop = () => {}
beforeEach(() => { vi.useFakeTimers() })
afterEach(() => {
  stop()
  show('visible')
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** A server whose streams stay open until the page ends them; it counts those that are. */
function openStreams(): { count: number } {
  const open = { count: 0 }
  vi.stubGlobal('fetch', (_url: string, { signal }: { signal: AbortSignal }) => Promise.resolve(new Response(new ReadableStream({
    start(controller) {
      open.count++
      controller.enqueue(new TextEncoder().encode(': hello\n\n'))
      signal.addEventListener('abort', () => { open.count--; controller.error(signal.reason) })
    },
  }))))
  return open
}

function show(visibilityState: DocumentVisibilityState): void {
  Object.defineProperty(document, 'visibilityState', { value: visibilityState, configurable: true })
  document.dispatchEvent(new Event('visibilitychange'))
}

function answered(queries: QueryClient): void {
  for (const key of keys) queries.setQueryData(key, {})
}

function stale(queries: QueryClient): unknown[] {
  return keys.filter((key) => queries.getQueryState(key)?.isInvalidated === true)
}

it('asks again for what was missed while the stream was opened here, and then on the other nodes', async () => {
  openStreams()
  const queries = new QueryClient()
  answered(queries)
  stop = startLive(queries)
  await vi.advanceTimersByTimeAsync(3_000)
  expect(connection.get()).toBe('live')
  expect(stale(queries)).toEqual(keys)

  answered(queries)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(stale(queries)).toEqual(keys)

  answered(queries)
  await vi.advanceTimersByTimeAsync(30_000)
  expect(stale(queries)).toEqual([])
})

it('holds no stream open while the page is hidden, and asks for everything when it is seen again', async () => {
  const open = openStreams()
  const queries = new QueryClient()
  show('hidden')
  stop = startLive(queries)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(open.count).toBe(0)

  show('visible')
  await vi.advanceTimersByTimeAsync(30_000)
  expect([open.count, connection.get()]).toEqual([1, 'live'])

  answered(queries)
  show('hidden')
  await vi.advanceTimersByTimeAsync(60_000)
  expect([open.count, connection.get()]).toEqual([0, 'connecting'])
  expect(stale(queries)).toEqual([])

  show('visible')
  await vi.advanceTimersByTimeAsync(3_000)
  expect([open.count, connection.get()]).toEqual([1, 'live'])
  expect(stale(queries)).toEqual(keys)

  stop()
  show('hidden')
  show('visible')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(open.count).toBe(0)
})
