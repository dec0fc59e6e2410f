import { useQuery } from '@tanstack/react-query'
import { read } from './client'
import { isMissing } from './problem'
import { part } from './request'
import type { ExecutionStatus, ExecutionWithAttempts } from './types'

const unfinished: readonly ExecutionStatus[] = ['PENDING', 'RUNNING', 'RETRYING']
const pollMs = 2_000

export function isUnfinished(status: ExecutionStatus): boolean {
  return unfinished.includes(status)
}

/** One execution with its attempts, asked for again until it has ended. */
export function useExecution(id: string) {
  return useQuery({
    queryKey: ['execution', id],
    queryFn: ({ signal }) => read<ExecutionWithAttempts>(`/executions/${part(id)}`, undefined, signal),
    refetchInterval: ({ state: { data, error } }) =>
      (data === undefined ? !isMissing(error) : isUnfinished(data.status)) ? pollMs : false,
  })
}
