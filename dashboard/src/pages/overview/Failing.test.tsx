// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Alert } from '../../api/types'
import { draw } from '../../parts/drawn'
import { Failing } from './Failing'

/** What the server answers, by the part of the URL that is behind `api/v1`. */
let answers: Record<string, unknown>

let removeDrawn = () => {}
beforeEach(() => {
  answers = {}
  vi.stubGlobal('fetch', (url: string) => Promise.resolve(Response.json(answers[url.replace('api/v1', '')] ?? {}, {
    status: url.replace('api/v1', '') in answers ? 200 : 404,
  })))
})
afterEach(() => {
  removeDrawn()
  vi.unstubAllGlobals()
})

function failure(jobId: string): Alert {
  const at = '2027-01-01T00:00:00.000Z'
  return {
    id: jobId, kind: 'FAILURE', jobId, jobName: null, executionId: `e-${jobId}`, error: `HTTP 500 of ${jobId}`, attempts: 1,
    scheduledAt: at, createdAt: at, acknowledgedAt: null,
  }
}

const path = '/jobs?failing=true&limit=100'

async function shows(text: string): Promise<HTMLElement> {
  const { box, remove } = draw(
    <QueryClientProvider client={new QueryClient()}><MantineProvider><Failing /></MantineProvider></QueryClientProvider>)
  removeDrawn = remove
  await act(() => vi.waitFor(() => expect(box.textContent).toContain(text)))
  return box
}

it('shows what the latest failure of each was, and how many there are', async () => {
  answers[path] = { jobs: [{ id: 'a', name: 'nightly' }, { id: 'b', name: null }], nextCursor: null }
  answers['/jobs/a/alerts?limit=50'] = { alerts: [failure('a'), failure('a')], nextCursor: 'x' }
  answers['/jobs/b/alerts?limit=50'] = { alerts: [failure('b')], nextCursor: null }
  const box = await shows('HTTP 500 of b')
  expect(box.textContent).toContain('Failing jobs (2)')
  const rows = [...box.querySelectorAll('tbody tr')].map((row) => [...row.querySelectorAll('td')].slice(0, 3).map((cell) => cell.textContent))
  expect(rows).toEqual([['nightly', 'HTTP 500 of a', '2+'], ['b', 'HTTP 500 of b', '1']])
  expect(box.textContent).not.toContain('All that are failing')
})

it('shows a job whose alerts are gone', async () => {
  answers[path] = { jobs: [{ id: 'a', name: 'nightly' }], nextCursor: null }
  answers['/jobs/a/alerts?limit=50'] = { alerts: [], nextCursor: null }
  expect((await shows('nightly')).textContent).toContain('Failing jobs (1)')
})

it('leads to all when it shows only some', async () => {
  const jobs = Array.from({ length: 6 }, (_, i) => ({ id: `j${i}`, name: `job ${i}` }))
  answers[path] = { jobs, nextCursor: null }
  const box = await shows('Failing jobs (6)')
  expect(box.querySelectorAll('tbody tr').length).toBe(5)
  expect(box.querySelector('a[href="#/jobs?failing=true"]')?.textContent).toBe('All that are failing')
})

it('says that no job is failing', async () => {
  answers[path] = { jobs: [], nextCursor: null }
  await shows('No job is failing')
})
