// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Alert } from '../../api/types'
import { draw } from '../../parts/drawn'
import { setParams } from '../../parts/useRoute'
import Alerts from './Alerts'

/** Where the list goes on after each answer, none of which has an open alert. */
let nextCursor: string | null

let removeDrawn = () => {}
beforeEach(() => {
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ alerts: [], nextCursor })))
})
afterEach(() => {
  removeDrawn()
  setParams({ open: null, cursor: null }, 'replace')
  vi.unstubAllGlobals()
})

it('offers nothing more for an alert that has left the list, which is still while it is pointed at', async () => {
  const alerts = ['a1', 'a2'].map((id): Alert => ({
    id, kind: 'FAILURE', jobId: 'j1', jobName: 'job', executionId: `e${id}`, error: null, attempts: 1,
    scheduledAt: '2027-01-01T00:00:00.000Z', createdAt: '2027-01-01T00:00:01.000Z', acknowledgedAt: null,
  }))
  vi.stubGlobal('fetch', (url: string) =>
    Promise.resolve(url.includes('/alerts') ? Response.json({ alerts, nextCursor: null }) : new Response('', { status: 404 })))
  setParams({ open: 'true' }, 'replace')
  const queries = new QueryClient()
  const { box, remove } = draw(
    <QueryClientProvider client={queries}><MantineProvider><Alerts /></MantineProvider></QueryClientProvider>)
  removeDrawn = remove
  const offered = () => [...box.querySelectorAll('tbody button')]
    .filter((button) => button.textContent === 'Acknowledge' && button.getAttribute('aria-disabled') !== 'true').map((button) => button.getAttribute('aria-label'))
  await act(() => vi.waitFor(() => expect(offered()).toEqual(['Acknowledge alert a1', 'Acknowledge alert a2'])))

  act(() => { box.querySelector('tbody')?.dispatchEvent(new MouseEvent('pointerover', { bubbles: true, relatedTarget: document.body })) })
  alerts[1] = { ...alerts[1] as Alert, acknowledgedAt: '2027-01-01T00:00:02.000Z' }
  void queries.invalidateQueries()
  await act(() => vi.waitFor(() => expect(offered()).toEqual(['Acknowledge alert a1'])))
  expect(box.querySelectorAll('tbody tr')).toHaveLength(2)
})

const all = 'All alerts are acknowledged'

it.each([
  ['says so when all are acknowledged', null, null, all],
  ['does not say so of a search that can go on', null, 'x', 'None found so far'],
  ['does not say so of a page that has others before it', 'x', null, 'None found here'],
])('%s', async (_, cursor, next, title) => {
  nextCursor = next
  setParams({ open: 'true', cursor }, 'replace')
  const { box, remove } = draw(
    <QueryClientProvider client={new QueryClient()}><MantineProvider><Alerts /></MantineProvider></QueryClientProvider>)
  removeDrawn = remove
  await act(() => vi.waitFor(() => expect(box.textContent).toContain(title)))
  expect(box.textContent?.includes(all)).toBe(title === all)
})
