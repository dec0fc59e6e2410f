// @vitest-environment jsdom
import { afterEach, expect, it, vi } from 'vitest'
import { type Connection, followEvents } from './events'
import { session } from './session'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function streamOf(...chunks: string[]): Response {
  const bytes = new TextEncoder()
  return new Response(new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(bytes.encode(chunk))
      controller.close()
    },
  }))
}

function follow(answers: (() => Promise<Response>)[]) {
  const seen: string[] = []
  let stop = () => {}
  const isDone = new Promise<void>((resolve) => {
    vi.stubGlobal('fetch', () => {
      const answer = answers.shift()
      if (answer !== undefined) return answer()
      resolve()
      return new Promise(() => {})
    })
    stop = followEvents({
      onEvent: (event) => seen.push(event.data),
      onConnection: (connection: Connection) => seen.push(connection),
    })
  })
  return { seen, isDone, stop: () => stop() }
}

it('reads across chunks and comes back after the end', async () => {
  vi.useFakeTimers()
  const { seen, isDone, stop } = follow([
    () => Promise.resolve(streamOf('retry: 2000\n\ndata: o', 'ne\n\n')),
    () => Promise.reject(new TypeError('down')),
    () => Promise.resolve(streamOf('data: two\n\n')),
  ])
  await vi.advanceTimersByTimeAsync(60_000)
  await isDone
  stop()
  expect(seen).toEqual(['live', 'one', 'away', 'away', 'live', 'two', 'away'])
})

it('asks for a key when the stream is refused', async () => {
  vi.useFakeTimers()
  session.set({ key: 'carillon_x', isRefused: false })
  const { isDone, stop } = follow([() => Promise.resolve(new Response('{}', { status: 401 }))])
  await vi.advanceTimersByTimeAsync(60_000)
  await isDone
  stop()
  expect(session.get().isRefused).toBe(true)
})
