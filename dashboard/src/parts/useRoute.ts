import { useEffect, useMemo } from 'react'
import { hrefTo, type Params, parseHash, type Route } from '../lib/route'
import { createStore } from '../lib/store'
import { useStore } from './useStore'

/** The hash of the page on show. */
const shown = createStore(window.location.hash)
/** Entries of the history are numbered, so that a step that was not wanted can be taken back. */
let position = positionOr(0)
let asks: (() => Promise<boolean>) | null = null

window.addEventListener('popstate', () => void follow())

export function useRoute(): Route {
  const hash = useStore(shown)
  return useMemo(() => parseHash(hash), [hash])
}

export function goTo(href: string): void {
  window.location.hash = href
}

/** Goes there without asking whether to leave. */
export function leaveFor(href: string): void {
  asks = null
  goTo(href)
}

/** While it is on, `ask` says whether the page may be left for another one. */
export function useLeaveQuestion(isOn: boolean, ask: () => Promise<boolean>): void {
  useEffect(() => {
    if (!isOn) return
    asks = ask
    return () => { asks = null }
  }, [isOn, ask])
}

/** Changes some parameters of the page on show. Replacing leaves no step to go back to: for what is typed. */
export function setParams(change: Params, how: 'push' | 'replace' = 'push'): void {
  const route = parseHash(window.location.hash)
  const href = hrefTo(route.path, { ...Object.fromEntries(route.query), ...change })
  if (how === 'push') return goTo(href)
  window.history.replaceState(window.history.state, '', href)
  shown.set(window.location.hash)
}

async function follow(): Promise<void> {
  const { hash } = window.location
  const next = positionOr(hash === shown.get() ? position : position + 1)
  const step = next - position
  if (asks !== null && step !== 0 && isOtherPage(hash)) {
    const ask = asks
    window.history.go(-step)
    if (!await ask()) return
    asks = null
    window.history.go(step)
    return
  }
  position = next
  shown.set(hash)
}

function isOtherPage(hash: string): boolean {
  return parseHash(hash).path.join('/') !== parseHash(shown.get()).path.join('/')
}

/** The number of the current entry; one that has none yet gets the given one. */
function positionOr(fresh: number): number {
  const state: unknown = window.history.state
  if (typeof state === 'object' && state !== null && 'position' in state && typeof state.position === 'number') return state.position
  window.history.replaceState({ position: fresh }, '')
  return fresh
}
