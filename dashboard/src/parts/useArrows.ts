import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { placeAfter } from '../lib/arrows'

/** Many links as one stop for the Tab key, at first the last of them: arrow keys, Home and End move among them. */
export function useArrows(count: number, perRow: number) {
  const [stop, setStop] = useState<number | null>(null)
  const last = count - 1
  const focused = useRef<Element | null>(null)
  const [said, setSaid] = useState<string | null>(null)

  // What is focused may be called otherwise by now, or be gone, of which nothing is heard.
  useEffect(() => setSaid(focused.current?.isConnected === true ? focused.current.getAttribute('aria-label') : null))

  const focus = (element: Element | null) => {
    focused.current = element
    setSaid(element?.getAttribute('aria-label') ?? null)
  }
  return {
    tabIndexOf: (index: number) => (index === Math.min(stop ?? last, last) ? 0 : -1),
    /** What the link under the keyboard is called, as pointing at it would tell. */
    said,
    props: {
      onKeyDown: (event: KeyboardEvent) => {
        if (event.altKey || event.ctrlKey || event.metaKey) return
        const links = [...event.currentTarget.querySelectorAll<HTMLElement | SVGElement>('a')]
        const to = placeAfter(event.key, links.indexOf(event.target as HTMLElement), links.length, perRow)
        if (to === null) return
        event.preventDefault()
        setStop(to)
        links[to]?.focus()
      },
      onFocus: (event: FocusEvent) => focus(event.target.matches(':focus-visible') ? event.target : null),
      onBlur: () => focus(null),
    },
  }
}
