import type { UseQueryResult } from '@tanstack/react-query'
import { Lines } from './Lines'
import { ProblemAlert } from './ProblemAlert'

/** In the place of what a query has not brought: the lines that are on the way, or why they do not come. */
export function NotLoaded({ query, lines, height = 40, canRetry = false }: {
  query: Pick<UseQueryResult, 'isPending' | 'error' | 'refetch'>, lines: number, height?: number, canRetry?: boolean,
}) {
  if (query.isPending) return <Lines count={lines} height={height} />
  return <ProblemAlert error={query.error} {...(canRetry ? { onRetry: () => void query.refetch() } : {})} />
}
