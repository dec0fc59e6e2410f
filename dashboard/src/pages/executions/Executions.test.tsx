// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { execution } from '../../lib/fakes'
import { draw } from '../../parts/drawn'
import { setParams } from '../../parts/useRoute'
import Executions from './Executions'

let removeDrawn = () => {}
afterEach(() => {
  removeDrawn()
  setParams({ status: null }, 'replace')
  vi.unstubAllGlobals()
})

it('cancels no execution that has left the list, which is still while there are chosen ones', async () => {
  let executions = ['e1', 'e2'].map((id) => execution({ id, status: 'RUNNING' }))
  vi.stubGlobal('fetch', (url: string) =>
    Promise.resolve(url.includes('/executions') ? Response.json({ executions, nextCursor: null }) : new Response('', { status: 404 })))
  setParams({ status: 'RUNNING' }, 'replace')
  const queries = new QueryClient()
  const { box, remove } = draw(
    <QueryClientProvider client={queries}><MantineProvider><Executions /></MantineProvider></QueryClientProvider>)
  removeDrawn = remove
  const check = (id: string) => box.querySelector<HTMLElement>(`input[aria-label="Select execution ${id}"]`)
  await act(() => vi.waitFor(() => expect(check('e2')).not.toBeNull()))
  act(() => check('e1')?.click())
  act(() => check('e2')?.click())
  expect(box.textContent).toContain('Cancel 2')

  executions = executions.slice(0, 1)
  await act(() => queries.invalidateQueries())
  expect(box.querySelectorAll('tbody tr')).toHaveLength(2)
  expect(box.textContent).toContain('Cancel 1')
})
