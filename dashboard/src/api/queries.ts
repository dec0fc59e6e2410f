import { QueryCache, QueryClient } from '@tanstack/react-query'
import { isMissing, Problem } from './problem'

export function createQueries(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      // What was read before is not shown on once it is gone, or not for this reader any more.
      onError: (error, query) => { if (isMissing(error) || isForbidden(error)) query.setState({ data: undefined }) },
    }),
    defaultOptions: {
      queries: {
        staleTime: 2_000,
        refetchOnWindowFocus: true,
        // The server may be on localhost of a machine without a network.
        networkMode: 'always',
        retry: (failures, error) => error instanceof Problem && isPassing(error) && failures < 3,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}

function isPassing(problem: Problem): boolean {
  return problem.status === 0 || problem.status === 429 || problem.status >= 500
}

function isForbidden(error: unknown): boolean {
  return error instanceof Problem && error.status === 403
}
