// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { createQueries } from '../../api/queries'
import type { Job } from '../../api/types'
import { useJob } from '../../api/useJob'
import { ConfirmProvider } from '../../parts/confirm'
import { draw } from '../../parts/drawn'
import { JobActions } from './JobActions'

let remove = () => {}
afterEach(() => {
  remove()
  vi.unstubAllGlobals()
})

it('leads to the jobs after a delete, and does not ask for the deleted one', async () => {
  window.location.hash = '#/jobs/j1'
  const sent: string[] = []
  vi.stubGlobal('fetch', (url: string, { method }: { method: string }) => {
    sent.push(`${method} ${url}`)
    return Promise.resolve(method === 'DELETE' ? new Response(null, { status: 204 }) : Response.json({ id: 'j1', name: 'job', isActive: true }))
  })
  function Page() {
    const { data } = useJob('j1')
    return data === undefined ? null : <JobActions job={data.job as Job} />
  }
  const drawn = draw(
    <MantineProvider env="test"><QueryClientProvider client={createQueries()}><ConfirmProvider><Page /></ConfirmProvider></QueryClientProvider></MantineProvider>)
  remove = drawn.remove
  const press = (label: string, which: 0 | -1) => act(() => vi.waitFor(() => {
    const found = [...document.querySelectorAll('button')].filter(({ textContent }) => textContent === label).at(which)
    if (found === undefined) throw new Error(`There is no ${label}`)
    found.click()
  }))
  await press('Delete', 0)
  await press('Delete', -1)
  await act(() => vi.waitFor(() => expect(window.location.hash).toBe('#/jobs')))
  expect(sent).toEqual(['GET api/v1/jobs/j1', 'DELETE api/v1/jobs/j1'])
})
