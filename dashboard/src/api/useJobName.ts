import { useQuery } from '@tanstack/react-query'
import { read } from './client'
import { part } from './request'
import type { Job } from './types'

const minuteMs = 60_000

/** A job's name for lists of executions, which have only its id; the id's end while unknown, unnamed or deleted. */
export function useJobName(id: string): string {
  const job = useQuery({
    queryKey: ['jobName', id],
    queryFn: ({ signal }) => read<Job>(`/jobs/${part(id)}`, undefined, signal),
    select: (found) => found.name,
    staleTime: 10 * minuteMs,
    retry: false,
  })
  return job.data ?? `…${id.slice(-12)}`
}
