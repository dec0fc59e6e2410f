import type { Query, QueryClient } from '@tanstack/react-query'
import { type MetricPoint, withPast, withPoint } from '../lib/metricHistory'
import type { ServerEvent } from '../lib/sse'
import { everythingStale, isStale, nothingStale, type Stale } from '../lib/staleness'
import { createStore } from '../lib/store'
import { type Connection, followEvents } from './events'
import type { Metrics, MetricsHistory } from './types'

/** Events only mark what is stale; what is on show is asked for again at most this often. */
const flushMs = 2_500
/** By when the other nodes send their events, too: some seconds after the stream is open. */
const othersMs = 5_000

export const connection = createStore<Connection>('connecting')
export const metricHistory = createStore<readonly MetricPoint[]>([])
/** How many events the server has left out since the page was opened. */
export const droppedCount = createStore(0)

export function addMetrics(metrics: Metrics): void {
  metricHistory.set(withPoint(metricHistory.get(), metrics, Date.now()))
}

export function addPast(past: MetricsHistory): void {
  metricHistory.set(withPast(metricHistory.get(), past, Date.now()))
}

/**
 * Follows the server's events for as long as the page is signed in and seen: browsers open six connections to a server, for all
 * tabs together, and a stream keeps one.
 */
export function startLive(queries: QueryClient): () => void {
  let stop = () => {}
  const follow = () => {
    stop()
    stop = document.visibilityState === 'visible' ? listen(queries) : () => {}
  }
  follow()
  document.addEventListener('visibilitychange', follow)
  return () => {
    document.removeEventListener('visibilitychange', follow)
    stop()
  }
}

function listen(queries: QueryClient): () => void {
  let stale = nothingStale()
  let others: ReturnType<typeof setTimeout> | undefined
  const flush = setInterval(() => {
    const flushed = stale
    stale = nothingStale()
    // A slow answer is waited for, not cancelled: it would never come.
    void queries.invalidateQueries({ predicate: (query) => isStale(query.queryKey, flushed) && !isCostly(query) },
      { cancelRefetch: false })
  }, flushMs)
  const stop = followEvents({
    onConnection: (state) => {
      connection.set(state)
      clearTimeout(others)
      if (state !== 'live') return
      stale = everythingStale()
      others = setTimeout(() => { stale = everythingStale() }, othersMs)
    },
    onEvent: (event) => take(event, stale, queries),
  })
  return () => {
    clearInterval(flush)
    clearTimeout(others)
    stop()
    connection.set('connecting')
  }
}

function take({ type, data }: ServerEvent, stale: Stale, queries: QueryClient): void {
  if (type === 'execution') {
    stale.executions = true
    const jobId = parse<{ jobId: string }>(data)?.jobId
    if (jobId !== undefined) stale.jobs?.add(jobId)
  }
  if (type === 'alert') stale.alerts = true
  if (type === 'dropped') {
    droppedCount.set(droppedCount.get() + (parse<{ count: number }>(data)?.count ?? 0))
    Object.assign(stale, everythingStale())
  }
  if (type === 'metrics') {
    const metrics = parse<Metrics>(data)
    if (metrics === null) return
    queries.setQueryData(['metrics'], metrics)
    addMetrics(metrics)
  }
}

/** Whether the answer took a search to its bound (`collect`): too much to repeat with each event. */
export function isCostly(query: Pick<Query, 'state'>): boolean {
  const data: unknown = query.state.data
  return typeof data === 'object' && data !== null && 'isCut' in data && data.isCut === true
}

function parse<T>(data: string): T | null {
  try {
    return JSON.parse(data) as T
  } catch {
    return null
  }
}
