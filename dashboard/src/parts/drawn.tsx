import { act, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'

const nothing = () => {}

// What the documents of tests lack of a browser's; some is wanted as soon as a page is loaded.
Object.assign(globalThis, {
  IS_REACT_ACT_ENVIRONMENT: true,
  matchMedia: () => ({ matches: false, addEventListener: nothing, removeEventListener: nothing }),
  ResizeObserver: class { observe = nothing; unobserve = nothing; disconnect = nothing },
  scrollTo: nothing,
})
Object.defineProperty(document, 'fonts', { value: { addEventListener: nothing, removeEventListener: nothing } })

/** Draws something into a document of a test; `redraw` after what changed it. */
export function draw(content: ReactNode): { box: HTMLElement, redraw(next: ReactNode): void, remove(): void } {
  const box = document.createElement('div')
  document.body.append(box)
  const root = createRoot(box)
  act(() => root.render(content))
  return {
    box,
    redraw: (next) => act(() => root.render(next)),
    remove: () => { act(() => root.unmount()); box.remove() },
  }
}

/** Draws a hook alone: `current` is what it gave last. */
export function drawHook<T>(use: () => T): { readonly current: T, redraw(): void, remove(): void } {
  const seen: T[] = []
  function Host() {
    seen.push(use())
    return null
  }
  const drawn = draw(<Host />)
  return {
    get current() {
      const last = seen.at(-1)
      if (last === undefined) throw new Error('The hook was not drawn')
      return last
    },
    redraw: () => drawn.redraw(<Host />),
    remove: () => drawn.remove(),
  }
}
