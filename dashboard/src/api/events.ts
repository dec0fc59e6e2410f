import { backoffMs } from '../lib/backoff'
import { EventParser, type ServerEvent } from '../lib/sse'
import { refuse, session } from './session'

/** The server writes at least a comment every 15 s; a stream that is silent for this long is dead. */
const silenceMsMax = 40_000

export type Connection = 'connecting' | 'live' | 'away'

export interface Listener {
  onEvent(event: ServerEvent): void
  onConnection(connection: Connection): void
}

/** Reads the server's events until it is stopped, and comes back after each end. EventSource could send no API key. */
export function followEvents(listener: Listener): () => void {
  const stop = new AbortController()
  void follow(listener, stop.signal)
  return () => stop.abort()
}

async function follow(listener: Listener, stop: AbortSignal): Promise<void> {
  let failures = 0
  while (!stop.aborted) {
    const hadEvents = await readStream(listener, stop)
    if (stop.aborted) return
    failures = hadEvents ? 1 : failures + 1
    listener.onConnection('away')
    await pause(backoffMs(failures, Math.random()), stop)
  }
}

/** Whether anything came before the stream ended. */
async function readStream(listener: Listener, stop: AbortSignal): Promise<boolean> {
  const end = new AbortController()
  const onStop = () => end.abort()
  stop.addEventListener('abort', onStop)
  let watch = setTimeout(() => end.abort(), silenceMsMax)
  let isOpen = false
  try {
    const { key } = session.get()
    const headers: Record<string, string> = { Accept: 'text/event-stream' }
    if (key !== null) headers['X-API-Key'] = key
    const response = await fetch('api/v1/events', { headers, signal: end.signal, cache: 'no-store' })
    if (response.status === 401) refuse(key)
    if (!response.ok || response.body === null) return false
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
    const parser = new EventParser()
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return isOpen
      clearTimeout(watch)
      watch = setTimeout(() => end.abort(), silenceMsMax)
      if (!isOpen) listener.onConnection('live')
      isOpen = true
      for (const event of parser.push(value)) listener.onEvent(event)
    }
  } catch {
    return isOpen
  } finally {
    clearTimeout(watch)
    stop.removeEventListener('abort', onStop)
    end.abort()
  }
}

function pause(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    stop.addEventListener('abort', () => { clearTimeout(timer); resolve() }, { once: true })
  })
}
