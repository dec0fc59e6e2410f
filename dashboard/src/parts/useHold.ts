import { type FocusEvent, useRef, useState } from 'react'

/**
 * Keeps a live list still while the reader points at it or moves through it: rows stay where they are on the page and
 * change their content, so that a row could otherwise be another one by the time it is clicked. What is known anew of
 * the rows on show is shown.
 */
export function useHold() {
  const [isOver, setIsOver] = useState(false)
  const [hasFocus, setHasFocus] = useState(false)
  const isHeld = isOver || hasFocus
  const kept = useRef<{ place: string, list: unknown }>({ place: '', list: [] })
  return {
    isHeld,
    /** The list to show. Another `place` (page, filter) is always another list. */
    keep<T extends { readonly id: string }>(list: readonly T[], isStill = false, place = ''): readonly T[] {
      const before = kept.current.list as readonly T[]
      const isSame = kept.current.place === place && before.length > 0
      const shown = (isHeld || isStill) && isSame ? renewed(before, list) : list
      kept.current = { place, list: shown }
      return shown
    },
    props: {
      onPointerEnter: () => setIsOver(true),
      onPointerLeave: () => setIsOver(false),
      // A click focuses too, and stays behind when the pointer leaves.
      onFocus: (event: FocusEvent) => setHasFocus(event.target.matches(':focus-visible')),
      onBlur: () => setHasFocus(false),
    },
  }
}

function renewed<T extends { readonly id: string }>(before: readonly T[], list: readonly T[]): readonly T[] {
  const byId = new Map(list.map((item) => [item.id, item]))
  return before.map((item) => byId.get(item.id) ?? item)
}
