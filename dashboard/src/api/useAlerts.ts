import { useQuery } from '@tanstack/react-query'
import { read } from './client'
import type { AlertPage } from './types'
import { usePollMs } from './usePollMs'

export function useAlerts(limit: number) {
  const refetchInterval = usePollMs()
  return useQuery({
    queryKey: ['alerts', { limit }],
    queryFn: ({ signal }) => read<AlertPage>('/alerts', { limit }, signal),
    refetchInterval,
  })
}
