import { useQuery } from '@tanstack/react-query'
import { read } from './client'
import type { AlertPage } from './types'
import { pollMs } from './useMetrics'
import { useIsPushed } from './useIsPushed'

export function useAlerts(limit: number) {
  const isPushed = useIsPushed()
  return useQuery({
    queryKey: ['alerts', { limit }],
    queryFn: ({ signal }) => read<AlertPage>('/alerts', { limit }, signal),
    refetchInterval: isPushed ? false : pollMs,
  })
}
