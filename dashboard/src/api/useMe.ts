import { useQuery } from '@tanstack/react-query'
import { allows } from '../lib/scopes'
import { read } from './client'
import type { Me, Scope } from './types'

/** Whom the server takes the reader for. Where it does not say, everything is offered, and it judges each request. */
export function useMe() {
  return useQuery({
    queryKey: ['me'],
    queryFn: ({ signal }) => read<Me>('/me', undefined, signal),
    staleTime: 60_000,
    retry: false,
    retryOnMount: false,
  })
}

export function useMay(scope: Scope): boolean {
  const { data: me } = useMe()
  return me === undefined || allows(me.scope, scope)
}

/** Whether the reader sees more than one namespace's share: rates, drift, the queue, nodes. */
export function useIsOfInstallation(): boolean {
  return useMe().data?.isOfInstallation ?? true
}
