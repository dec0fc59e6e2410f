import { useQuery } from '@tanstack/react-query'
import { send } from './client'
import { isMissing } from './problem'
import { part } from './request'
import type { Job } from './types'

const pollMs = 10_000

/** A job with its ETag. */
export function useJob(id: string) {
  return useQuery({
    queryKey: ['job', id],
    queryFn: async ({ signal }) => {
      const { data, etag } = await send<Job>({ method: 'GET', path: `/jobs/${part(id)}` }, signal)
      return { job: data, etag }
    },
    refetchInterval: ({ state }) => (isMissing(state.error) ? false : pollMs),
  })
}
