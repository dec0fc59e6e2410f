import { type FocusEvent, useRef, useState } from 'react'

interface Item {
  readonly id: string
}

/**
 * Keeps a live list still while the reader points at it or moves through it: rows stay where they are on the page and
 * change their content, so that a row could otherwise be another one by the time it is clicked. What is known anew of
 * the rows on show is shown.
 */
export function useHold() {
  const [isOver, setIsOver] = useState(false)
  const [hasFocus, setHasFocus] = useState(false)
  const isHeld = isOver || hasFocus
  const kept = useRef<{ place: string, list: readonly Item[] }>({ place: '', list: [] })
  return {
    isHeld,
    /** The list to show. Another `place` (page, filter) is always another list. */
    keep<T extends Item>(list: readonly T[], isStill = false, place = ''): readonly T[] {
      const before = kept.current.list as readonly T[]
      const isSame = kept.current.place === place && before.length > 0
      const shown = (isHeld || isStill) && isSame ? renewed(before, list) : list
      kept.current = { place, list: shown }
      return shown
    },
    /** Which of those on show have left the list; `isWhole` when it has no further page. */
    goneFrom: (list: readonly Item[], isWhole: boolean) => goneFrom(kept.current.list, list, isWhole),
    props: {
      onPointerEnter: () => setIsOver(true),
      onPointerLeave: () => setIsOver(false),
      // A click focuses too, and stays behind when the pointer leaves.
      onFocus: (event: FocusEvent) => setHasFocus(event.target.matches(':focus-visible')),
      onBlur: () => setHasFocus(false),
    },
  }
}

function renewed<T extends Item>(before: readonly T[], list: readonly T[]): readonly T[] {
  const byId = new Map(list.map((item) => [item.id, item]))
  return before.map((item) => byId.get(item.id) ?? item)
}

/** Rows that are missing though what came after them is there; others may have been moved to the next page by new ones. */
export function goneFrom(before: readonly Item[], list: readonly Item[], isWhole: boolean): ReadonlySet<string> {
  const ids = new Set(list.map(({ id }) => id))
  const last = before.findLastIndex(({ id }) => ids.has(id))
  const isFollowed = last >= 0 && list.at(-1)?.id !== before[last]?.id
  return new Set(before.filter(({ id }, index) => !ids.has(id) && (index < last || isWhole || isFollowed)).map(({ id }) => id))
}
