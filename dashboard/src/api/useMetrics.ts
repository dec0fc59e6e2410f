import { useQuery } from '@tanstack/react-query'
import { useStore } from '../parts/useStore'
import { read } from './client'
import { addMetrics, addPast, connection } from './live'
import type { Metrics, MetricsHistory, NodeList, QueueStats } from './types'
import { pollMs } from './usePollMs'

/** The server's own summary: from its events, and by asking while these are away. */
export function useMetrics() {
  const isLive = useStore(connection) === 'live'
  return useQuery({
    queryKey: ['metrics'],
    queryFn: async ({ signal }) => {
      const metrics = await read<Metrics>('/metrics', undefined, signal)
      addMetrics(metrics)
      return metrics
    },
    refetchInterval: isLive ? false : pollMs,
  })
}

/** Fills the history with what was before the page was opened, once. */
export function useMetricsPast() {
  useQuery({
    queryKey: ['metrics-history'],
    queryFn: async ({ signal }) => {
      const past = await read<MetricsHistory>('/metrics/history', undefined, signal)
      addPast(past)
      return past.points.length
    },
    staleTime: 'static',
    gcTime: Infinity,
  })
}

export function useQueueStats() {
  return useQuery({
    queryKey: ['queue'],
    queryFn: ({ signal }) => read<QueueStats>('/queue/stats', undefined, signal),
    refetchInterval: pollMs,
  })
}

export function useNodes() {
  return useQuery({
    queryKey: ['nodes'],
    queryFn: ({ signal }) => read<NodeList>('/nodes', undefined, signal),
    refetchInterval: pollMs,
  })
}
