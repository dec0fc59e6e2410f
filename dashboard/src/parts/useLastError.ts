import type { UseQueryResult } from '@tanstack/react-query'
import { useRef } from 'react'

/** What a query failed with, until it succeeds; one without data forgets it each time that it is asked again. */
export function useLastError({ data, error }: Pick<UseQueryResult, 'data' | 'error'>): unknown {
  const last = useRef<unknown>(null)
  last.current = error ?? (data === undefined ? last.current : null)
  return last.current
}
