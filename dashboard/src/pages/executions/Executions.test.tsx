// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { createQueries } from '../../api/queries'
import { execution } from '../../lib/fakes'
import { draw } from '../../parts/drawn'
import { setParams } from '../../parts/useRoute'
import Executions from './Executions'

vi.setConfig({ testTimeout: 60_000 })

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
  const queries = createQueries()
  const { box, remove } = draw(
    <QueryClientProvider client={queries}><MantineProvider><Executions /></MantineProvider></QueryClientProvider>)
  removeDrawn = remove
  const check = (id: string) => box.querySelector<HTMLElement>(`input[aria-label="Select execution ${id}"]`)
  await act(() => vi.waitFor(() => expect(check('e2')).not.toBeNull()))
  act(() => check('e1')?.click())
  act(() => check('e2')?.click())
  expect(box.textContent).toContain('Cancel 2')

  executions = executions.slice(0, 1)
  void queries.invalidateQueries()
  await act(() => vi.waitFor(() => expect(box.textContent).toContain('Cancel 1')))
  expect(box.querySelectorAll('tbody tr')).toHaveLength(2)
})

it('keeps the focus on "Clear" once there is nothing to clear', () => {
  vi.stubGlobal('fetch', () => new Promise(() => {}))
  setParams({ status: 'FAILED' }, 'replace')
  const { box, remove } = draw(
    <QueryClientProvider client={createQueries()}><MantineProvider><Executions /></MantineProvider></QueryClientProvider>)
  removeDrawn = remove
  const clear = [...box.querySelectorAll('button')].find(({ textContent }) => textContent === 'Clear')
  expect(clear?.getAttribute('aria-disabled')).toBe('false')
  act(() => setParams({ status: null }, 'replace'))
  expect([clear?.disabled, clear?.getAttribute('aria-disabled')]).toEqual([false, 'true'])
})

it('asks for an HTTP status once it has three characters', async () => {
  const asked: (string | null)[] = []
  vi.stubGlobal('fetch', (url: string) => {
    if (url.includes('/executions')) asked.push(new URLSearchParams(url.split('?')[1]).get('httpStatus'))
    return new Promise(() => {})
  })
  vi.useFakeTimers()
  try {
    const { box, remove } = draw(
      <QueryClientProvider client={createQueries()}><MantineProvider><Executions /></MantineProvider></QueryClientProvider>)
    removeDrawn = remove
    for (const text of ['50', '503', '']) {
      const input = box.querySelector<HTMLInputElement>('input[placeholder="503 or 5xx"]')
      act(() => {
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text)
        input?.dispatchEvent(new Event('input', { bubbles: true }))
      })
      await act(() => vi.advanceTimersByTimeAsync(1_000))
    }
    expect(asked.filter((status) => status !== null)).toEqual(['503'])
    expect(window.location.hash).not.toContain('http')
  } finally {
    vi.useRealTimers()
  }
})
