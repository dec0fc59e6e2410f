import { useMemo, useSyncExternalStore } from 'react'
import { hrefTo, type Params, parseHash, type Route } from '../lib/route'

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash)
  return useMemo(() => parseHash(hash), [hash])
}

export function goTo(href: string): void {
  window.location.hash = href
}

/** Changes some parameters of the page on show. Replacing leaves no step to go back to: for what is typed. */
export function setParams(change: Params, how: 'push' | 'replace' = 'push'): void {
  const route = parseHash(window.location.hash)
  const href = hrefTo(route.path, { ...Object.fromEntries(route.query), ...change })
  if (how === 'push') return goTo(href)
  window.history.replaceState(null, '', href)
  window.dispatchEvent(new HashChangeEvent('hashchange'))
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}
