import { useEffect, useRef } from 'react'
import { hrefTo } from '../lib/route'
import { goTo } from '../parts/useRoute'
import { navEntries } from './pages'

/** How long `g` waits for the letter of a page. */
const sequenceMsMax = 1_200

/** `/` search, `?` help, `g` and a letter for a page. Keys typed into fields are left alone. */
export function useShortcuts(openHelp: () => void): void {
  const help = useRef(openHelp)
  help.current = openHelp
  useEffect(() => {
    let goAtMs = 0
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isField(event.target) || isDialogOpen()) return
      const isSecond = Date.now() - goAtMs < sequenceMsMax
      goAtMs = 0
      const entry = isSecond ? navEntries.find(({ letter }) => letter === event.key) : undefined
      if (entry !== undefined) goTo(hrefTo(entry.segment === '' ? [] : [entry.segment]))
      else if (event.key === 'g') goAtMs = Date.now()
      else if (event.key === '?') help.current()
      else if (event.key === '/') focusSearch()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

/** A page without a search of its own leads to that of jobs, which takes the focus when it is drawn. */
function focusSearch(): void {
  const field = document.querySelector<HTMLInputElement>('[data-search]')
  if (field !== null) field.focus()
  else goTo(hrefTo(['jobs'], { search: true }))
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement
    && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
    && !(target instanceof HTMLInputElement && ['checkbox', 'radio'].includes(target.type))
}

function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"]') !== null
}
