import { type ComponentType, lazy } from 'react'
import type { Scope } from '../api/types'
import type { IconName } from '../parts/icons'

export interface NavEntry {
  readonly segment: string
  readonly label: string
  readonly icon: IconName
  /** Pressed after `g`. */
  readonly letter: string
}

export const navEntries: readonly NavEntry[] = [
  { segment: '', label: 'Overview', icon: 'overview', letter: 'o' },
  { segment: 'jobs', label: 'Jobs', icon: 'jobs', letter: 'j' },
  { segment: 'executions', label: 'Executions', icon: 'executions', letter: 'e' },
  { segment: 'calendar', label: 'Calendar', icon: 'calendar', letter: 'd' },
  { segment: 'alerts', label: 'Alerts', icon: 'alerts', letter: 'a' },
  { segment: 'cluster', label: 'Cluster', icon: 'cluster', letter: 'c' },
  { segment: 'settings', label: 'Settings', icon: 'settings', letter: 's' },
]

const Overview = lazy(() => import('../pages/overview/Overview'))
const Jobs = lazy(() => import('../pages/jobs/Jobs'))
const JobPage = lazy(() => import('../pages/job/JobPage'))
const NewJob = lazy(() => import('../pages/editor/NewJob'))
const EditJob = lazy(() => import('../pages/editor/EditJob'))
const Executions = lazy(() => import('../pages/executions/Executions'))
const ExecutionPage = lazy(() => import('../pages/execution/ExecutionPage'))
const Alerts = lazy(() => import('../pages/alerts/Alerts'))
const Cluster = lazy(() => import('../pages/cluster/Cluster'))
const Calendar = lazy(() => import('../pages/calendar/Calendar'))
const Settings = lazy(() => import('../pages/settings/Settings'))
const NotFound = lazy(() => import('../pages/NotFound'))

interface Place {
  readonly Page: ComponentType<{ id: string }>
  readonly id: string
  readonly needs?: Scope
}

/** The page of a route. */
export function pageOf(path: readonly string[]): Place {
  const [first = '', second = '', third = ''] = path
  const none: Place = { Page: NotFound, id: '' }
  if (path.length > 3) return none
  switch (first) {
    case '': return { Page: Overview, id: '' }
    case 'jobs':
      if (second === '') return { Page: Jobs, id: '' }
      if (second === 'new') return third === '' ? { Page: NewJob, id: '', needs: 'write' } : none
      if (third === 'edit') return { Page: EditJob, id: second, needs: 'write' }
      return third === '' ? { Page: JobPage, id: second } : none
    case 'executions':
      if (third !== '') return none
      return second === '' ? { Page: Executions, id: '' } : { Page: ExecutionPage, id: second }
    case 'alerts': return second === '' ? { Page: Alerts, id: '' } : none
    case 'cluster': return second === '' ? { Page: Cluster, id: '' } : none
    case 'calendar': return second === '' ? { Page: Calendar, id: '' } : none
    case 'settings': return second === '' ? { Page: Settings, id: '' } : none
    default: return none
  }
}
