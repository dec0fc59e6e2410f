// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import type { Alert } from '../../api/types'
import { draw } from '../../parts/drawn'
import { JobAlerts } from './JobAlerts'

let remove = () => {}
afterEach(() => {
  remove()
  vi.unstubAllGlobals()
})

function alert(id: string, error: string): Alert {
  return {
    id, kind: 'FAILURE', jobId: 'j1', jobName: 'job', executionId: `e${id}`, error, attempts: 1,
    scheduledAt: '2027-01-01T00:00:00.000Z', createdAt: '2027-01-01T00:00:01.000Z', acknowledgedAt: null,
  }
}

it('keeps its rows while they are pointed at', async () => {
  let alerts = [alert('a1', 'the first')]
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ alerts, nextCursor: null })))
  const queries = new QueryClient()
  const { box, remove: end } = draw(<MantineProvider><QueryClientProvider client={queries}><JobAlerts id="j1" /></QueryClientProvider></MantineProvider>)
  remove = end
  await act(() => vi.waitFor(() => expect(box.textContent).toContain('the first')))
  const point = (type: string) => act(() => {
    box.querySelector('tbody')?.dispatchEvent(new MouseEvent(type, { bubbles: true, relatedTarget: document.body }))
  })

  point('pointerover')
  alerts = [alert('a2', 'the second'), ...alerts]
  await act(() => queries.invalidateQueries())
  expect(box.querySelectorAll('tbody tr')).toHaveLength(1)
  point('pointerout')
  await act(() => vi.waitFor(() => expect(box.querySelectorAll('tbody tr')).toHaveLength(2)))
})
