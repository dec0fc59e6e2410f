// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, type ReactNode } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { connection } from '../../api/live'
import { draw } from '../../parts/drawn'
import { JobAlerts } from './JobAlerts'
import { JobExecutions } from './JobExecutions'
import { Stats } from './Stats'
import { TimelinePanel } from './TimelinePanel'

const panels: readonly (readonly [string, ReactNode])[] = [
  ['alerts', <JobAlerts id="j1" />],
  ['executions', <JobExecutions id="j1" />],
  ['statistics', <Stats id="j1" />],
  ['timeline', <TimelinePanel id="j1" />],
]
const empty = { alerts: [], executions: [], nextCursor: null, sampleSize: 0, success: 0, failed: 0, skipped: 0, cancelled: 0 }

let asked = 0
let remove = () => {}
beforeEach(() => {
  asked = 0
  vi.useFakeTimers()
  vi.stubGlobal('fetch', (url: string) => {
    if (url.includes('/jobs/')) asked++
    return Promise.resolve(Response.json(empty))
  })
})
afterEach(() => {
  remove()
  connection.set('connecting')
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** How often the panel asks within 16 s after its first answer. */
async function countOf(panel: ReactNode): Promise<number> {
  const drawn = draw(<MantineProvider><QueryClientProvider client={new QueryClient()}>{panel}</QueryClientProvider></MantineProvider>)
  remove = drawn.remove
  await act(() => vi.advanceTimersByTimeAsync(10))
  asked = 0
  await act(() => vi.advanceTimersByTimeAsync(16_000))
  return asked
}

it.each(panels)('asks for %s every 5 s while there are no events', async (_, panel) => {
  connection.set('away')
  expect(await countOf(panel)).toBe(3)
})

it.each(panels)('asks for %s now and then beside the events, which tell only of what has ended', async (_, panel) => {
  connection.set('live')
  expect(await countOf(panel)).toBe(1)
})
