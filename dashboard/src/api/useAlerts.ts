import { useQuery } from '@tanstack/react-query'
import { useStore } from '../parts/useStore'
import { read } from './client'
import { connection } from './live'
import type { AlertPage } from './types'
import { pollMs } from './useMetrics'

export function useAlerts(limit: number) {
  const isLive = useStore(connection) === 'live'
  return useQuery({
    queryKey: ['alerts', { limit }],
    queryFn: ({ signal }) => read<AlertPage>('/alerts', { limit }, signal),
    refetchInterval: isLive ? false : pollMs,
  })
}
