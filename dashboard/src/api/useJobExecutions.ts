import { useQuery } from '@tanstack/react-query'
import { collect } from '../lib/paging'
import { read } from './client'
import { part } from './request'
import type { ExecutionPage } from './types'
import { usePollMs } from './usePollMs'

const pagesMax = 6

/** The latest executions of a job, up to `want`. */
export function useJobExecutions(id: string, want: number) {
  const refetchInterval = usePollMs()
  return useQuery({
    queryKey: ['executions', 'job', id, want],
    queryFn: ({ signal }) => collect(async (cursor) => {
      const page = await read<ExecutionPage>(`/jobs/${part(id)}/executions`, { limit: want, cursor }, signal)
      return { items: page.executions, nextCursor: page.nextCursor }
    }, { want, pagesMax }),
    refetchInterval,
  })
}
