// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Alert, AlertPage } from '../../api/types'
import { draw } from '../../parts/drawn'
import { Failing } from './Failing'

let page: AlertPage
/** Jobs that the server knows. */
let jobs: readonly string[]

let removeDrawn = () => {}
beforeEach(() => {
  page = { alerts: [], nextCursor: null }
  jobs = []
  vi.stubGlobal('fetch', (url: string) => {
    if (url.startsWith('api/v1/alerts')) return Promise.resolve(Response.json(page))
    const id = url.slice(url.lastIndexOf('/') + 1)
    return Promise.resolve(jobs.includes(id) ? Response.json({ id, name: null })
      : Response.json({ title: 'There is no such job', code: 'not_found' }, { status: 404 }))
  })
})
afterEach(() => {
  removeDrawn()
  vi.unstubAllGlobals()
})

function failure(jobId: string, jobName: string | null): Alert {
  const at = '2027-01-01T00:00:00.000Z'
  return {
    id: jobId, kind: 'FAILURE', jobId, jobName, executionId: 'e', error: 'HTTP 500', attempts: 1, scheduledAt: at, createdAt: at,
    acknowledgedAt: null,
  }
}

async function shows(title: string): Promise<string> {
  const { box, remove } = draw(
    <QueryClientProvider client={new QueryClient()}><MantineProvider><Failing /></MantineProvider></QueryClientProvider>)
  removeDrawn = remove
  await act(() => vi.waitFor(() => expect(box.textContent).toContain(title)))
  return box.textContent ?? ''
}

it('leaves out jobs that are deleted, whose alerts stay', async () => {
  page = { alerts: [failure('gone', null), failure('there', null), failure('named', 'nightly')], nextCursor: null }
  jobs = ['there']
  const text = await shows('Failing jobs (2)')
  expect([text.includes('gone'), text.includes('there'), text.includes('nightly')]).toEqual([false, true, true])
  expect(text).not.toContain('200')
})

it('says that no job is failing when it knows all alerts', async () => {
  page = { alerts: [{ ...failure('a', 'a'), kind: 'RECOVERY' }], nextCursor: null }
  await shows('No job is failing')
})

it('says what it knows when there are more alerts', async () => {
  page = { alerts: [{ ...failure('a', 'a'), kind: 'RECOVERY' }], nextCursor: 'x' }
  expect(await shows('Of the latest 200 alerts')).not.toContain('No job is failing')
})
