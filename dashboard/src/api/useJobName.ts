import { useQuery } from '@tanstack/react-query'
import { read } from './client'
import { part } from './request'
import type { Job } from './types'

const minuteMs = 60_000

/** The job, or the problem 404 once it is deleted. */
export function jobToName(id: string) {
  return {
    queryKey: ['jobName', id],
    queryFn: ({ signal }: { signal: AbortSignal }) => read<Job>(`/jobs/${part(id)}`, undefined, signal),
    staleTime: 10 * minuteMs,
  }
}

/** A job's name for lists of executions, which have only its id; the id's end while unknown, unnamed or deleted. */
export function useJobName(id: string): string {
  const job = useQuery({ ...jobToName(id), select: (found) => found.name })
  return job.data ?? `…${id.slice(-12)}`
}
