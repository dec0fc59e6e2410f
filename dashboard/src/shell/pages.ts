import { type ComponentType, lazy } from 'react'
import type { IconName } from '../parts/icons'
import { Overview } from '../pages/overview/Overview'

export interface NavEntry {
  readonly segment: string
  readonly label: string
  readonly icon: IconName
  /** Pressed after `g`. */
  readonly letter: string
}

export const navEntries: readonly NavEntry[] = [
  { segment: '', label: 'Overview', icon: 'overview', letter: 'o' },
]

const NotFound = lazy(() => import('../pages/NotFound'))

interface Place {
  readonly Page: ComponentType<{ id: string }>
  readonly id: string
}

/** The page of a route. */
export function pageOf(path: readonly string[]): Place {
  const [first = '', second = '', third = ''] = path
  const none: Place = { Page: NotFound, id: '' }
  if (path.length > 3) return none
  switch (first) {
    case '': return { Page: Overview, id: '' }
    default: return none
  }
  void second
  void third
}
