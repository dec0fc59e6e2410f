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
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** A server whose stream stays open until the page ends it. */
function openStream(): void {
  vi.stubGlobal('fetch', (_url: string, { signal }: { signal: AbortSignal }) => Promise.resolve(new Response(new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(': hello\n\n'))
      signal.addEventListener('abort', () => controller.error(signal.reason))
    },
  }))))
}

function answered(queries: QueryClient): void {
  for (const key of keys) queries.setQueryData(key, {})
}

function stale(queries: QueryClient): unknown[] {
  return keys.filter((key) => queries.getQueryState(key)?.isInvalidated === true)
}

it('asks again for what was missed while the stream was opened here, and then on the other nodes', async () => {
  openStream()
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
