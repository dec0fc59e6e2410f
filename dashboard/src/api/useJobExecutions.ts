import { useQuery } from '@tanstack/react-query'
import { collect } from '../lib/paging'
import { useStore } from '../parts/useStore'
import { read } from './client'
import { connection } from './live'
import { part } from './request'
import type { ExecutionPage } from './types'
import { pollMs } from './useMetrics'

const pagesMax = 6

/** The latest executions of a job, up to `want`. */
export function useJobExecutions(id: string, want: number) {
  const isLive = useStore(connection) === 'live'
  return useQuery({
    queryKey: ['executions', 'job', id, want],
    queryFn: ({ signal }) => collect(async (cursor) => {
      const page = await read<ExecutionPage>(`/jobs/${part(id)}/executions`, { limit: want, cursor }, signal)
      return { items: page.executions, nextCursor: page.nextCursor }
    }, { want, pagesMax }),
    refetchInterval: isLive ? false : pollMs,
  })
}
