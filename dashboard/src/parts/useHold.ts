import { useRef, useState } from 'react'

/**
 * Keeps a live list still while the reader points at it or moves through it: rows stay where they are on the page and
 * change their content, so that a row could otherwise be another one by the time it is clicked.
 */
export function useHold() {
  const [isOver, setIsOver] = useState(false)
  const [hasFocus, setHasFocus] = useState(false)
  const isHeld = isOver || hasFocus
  const kept = useRef<unknown>(null)
  return {
    isHeld,
    keep<T>(value: readonly T[]): readonly T[] {
      if (!isHeld || !Array.isArray(kept.current) || kept.current.length === 0) kept.current = value
      return kept.current as readonly T[]
    },
    props: {
      onPointerEnter: () => setIsOver(true),
      onPointerLeave: () => setIsOver(false),
      onFocus: () => setHasFocus(true),
      onBlur: () => setHasFocus(false),
    },
  }
}
