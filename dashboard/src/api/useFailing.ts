import { useQueries, useQuery } from '@tanstack/react-query'
import { type FailureRun, failureRun } from '../lib/failing'
import { collect } from '../lib/paging'
import { read } from './client'
import { part } from './request'
import type { AlertPage, Job, JobPage } from './types'
import { usePollMs } from './usePollMs'

/** How many failing jobs are counted, and in how many answers at most. */
const countedMax = 100
const answersMax = 8
/** How many alerts of a job are looked through for its last recovery. */
const alertsMax = 50

/** Jobs that are failing, newest job first. */
export function useFailing() {
  const refetchInterval = usePollMs()
  return useQuery({
    // An alert says that a job has begun to fail or works again.
    queryKey: ['alerts', 'failing'],
    queryFn: ({ signal }) => collect(
      async (cursor) => {
        const { jobs, nextCursor } = await read<JobPage>('/jobs', { failing: true, limit: countedMax, cursor }, signal)
        return { items: jobs, nextCursor }
      },
      { want: countedMax, pagesMax: answersMax }),
    refetchInterval,
  })
}

/** Of each job the failures since it last worked; null while they are not known. */
export function useFailureRuns(jobs: readonly Job[]): readonly (FailureRun | null)[] {
  const refetchInterval = usePollMs()
  return useQueries({
    queries: jobs.map(({ id }) => ({
      queryKey: ['alerts', 'run', id],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        read<AlertPage>(`/jobs/${part(id)}/alerts`, { limit: alertsMax }, signal),
      refetchInterval,
    })),
  }).map(({ data }) => (data === undefined ? null : failureRun(data)))
}
