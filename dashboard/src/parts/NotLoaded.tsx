import type { UseQueryResult } from '@tanstack/react-query'
import { Lines } from './Lines'
import { ProblemAlert } from './ProblemAlert'
import { useLastError } from './useLastError'

/** In the place of what a query has not brought: the lines that are on the way, or why they do not come. */
export function NotLoaded({ query, lines, height = 40 }: {
  query: Pick<UseQueryResult, 'data' | 'error' | 'refetch'>, lines: number, height?: number,
}) {
  const error = useLastError(query)
  if (error === null) return <Lines count={lines} height={height} />
  return <ProblemAlert error={error} onRetry={() => void query.refetch()} />
}
