import type { QueryClient } from '@tanstack/react-query'
import { type MetricPoint, withPoint } from '../lib/metricHistory'
import { createStore } from '../lib/store'
import { type Connection, followEvents } from './events'
import type { Metrics } from './types'

/** Events only mark what is stale; what is on show is asked for again at most this often. */
const flushMs = 2_500

export const connection = createStore<Connection>('connecting')
export const metricHistory = createStore<readonly MetricPoint[]>([])
/** How many events the server has left out since the page was opened. */
export const droppedCount = createStore(0)

/** Query keys begin with what they are about, so that an event can name what it makes stale. */
export type Topic = 'executions' | 'alerts'

export function addMetrics(metrics: Metrics): void {
  metricHistory.set(withPoint(metricHistory.get(), metrics, Date.now()))
}

/** Follows the server's events for as long as the page is signed in. */
export function startLive(queries: QueryClient): () => void {
  const stale = new Set<Topic>()
  const flush = setInterval(() => {
    for (const topic of stale) void queries.invalidateQueries({ queryKey: [topic] })
    stale.clear()
  }, flushMs)
  const stop = followEvents({
    onConnection: (state) => connection.set(state),
    onEvent: ({ type, data }) => {
      if (type === 'execution') stale.add('executions')
      if (type === 'alert') stale.add('alerts')
      if (type === 'dropped') droppedCount.set(droppedCount.get() + (parse<{ count: number }>(data)?.count ?? 0))
      if (type === 'metrics') {
        const metrics = parse<Metrics>(data)
        if (metrics === null) return
        queries.setQueryData(['metrics'], metrics)
        addMetrics(metrics)
      }
    },
  })
  return () => {
    clearInterval(flush)
    stop()
    connection.set('connecting')
  }
}

function parse<T>(data: string): T | null {
  try {
    return JSON.parse(data) as T
  } catch {
    return null
  }
}
