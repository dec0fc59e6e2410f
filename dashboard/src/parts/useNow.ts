import { useMemo, useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/** The time to the last full `everyMs`. All components share one timer of a second. */
export function useNow(everyMs = 1_000): Date {
  const ms = useSyncExternalStore(subscribe, () => Math.floor(Date.now() / everyMs) * everyMs)
  return useMemo(() => new Date(ms), [ms])
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => { for (const one of listeners) one() }, 1_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}
