import type { ComponentType } from 'react'
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

export type Page = ComponentType<{ id: string }>

/** A page whose code comes when it is needed. */
export interface PageCode {
  /** Null until it is there. */
  page(): Page | null
  load(): Promise<Page>
}

const all: PageCode[] = []

function code(fetch: () => Promise<{ default: Page }>): PageCode {
  let loaded: Page | null = null
  const one: PageCode = {
    page: () => loaded,
    load: async () => (loaded = (await fetch()).default),
  }
  all.push(one)
  return one
}

/** Fetches the code of all pages, for when there is nothing else to do. */
export function loadPages(): void {
  for (const one of all) one.load().catch(() => { /* It is fetched again when it is shown. */ })
}

const overview = code(() => import('../pages/overview/Overview'))
const jobs = code(() => import('../pages/jobs/Jobs'))
const jobPage = code(() => import('../pages/job/JobPage'))
const newJob = code(() => import('../pages/editor/NewJob'))
const editJob = code(() => import('../pages/editor/EditJob'))
const executions = code(() => import('../pages/executions/Executions'))
const executionPage = code(() => import('../pages/execution/ExecutionPage'))
const alerts = code(() => import('../pages/alerts/Alerts'))
const cluster = code(() => import('../pages/cluster/Cluster'))
const calendar = code(() => import('../pages/calendar/Calendar'))
const settings = code(() => import('../pages/settings/Settings'))
const notFound = code(() => import('../pages/NotFound'))

interface Place {
  readonly code: PageCode
  readonly id: string
  readonly needs?: Scope
}

/** The page of a route. */
export function pageOf(path: readonly string[]): Place {
  const [first = '', second = '', third = ''] = path
  const none: Place = { code: notFound, id: '' }
  if (path.length > 3) return none
  switch (first) {
    case '': return { code: overview, id: '' }
    case 'jobs':
      if (second === '') return { code: jobs, id: '' }
      if (second === 'new') return third === '' ? { code: newJob, id: '', needs: 'write' } : none
      if (third === 'edit') return { code: editJob, id: second, needs: 'write' }
      return third === '' ? { code: jobPage, id: second } : none
    case 'executions':
      if (third !== '') return none
      return second === '' ? { code: executions, id: '' } : { code: executionPage, id: second }
    case 'alerts': return second === '' ? { code: alerts, id: '' } : none
    case 'cluster': return second === '' ? { code: cluster, id: '' } : none
    case 'calendar': return second === '' ? { code: calendar, id: '' } : none
    case 'settings': return second === '' ? { code: settings, id: '' } : none
    default: return none
  }
}
