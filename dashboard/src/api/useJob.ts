import { useQuery } from '@tanstack/react-query'
import { send } from './client'
import { part } from './request'
import type { Job } from './types'

/** A job with its ETag. */
export function useJob(id: string) {
  return useQuery({
    queryKey: ['job', id],
    queryFn: async ({ signal }) => {
      const { data, etag } = await send<Job>({ method: 'GET', path: `/jobs/${part(id)}` }, signal)
      return { job: data, etag }
    },
    refetchInterval: 10_000,
  })
}
