// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { act, type ReactNode } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { read } from '../api/client'
import { connection } from '../api/live'
import { draw } from '../parts/drawn'
import { OfflineBanner } from './OfflineBanner'

let box: HTMLElement
let remove = () => {}
beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  remove()
  connection.set('connecting')
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function begin(content: ReactNode): void {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const drawn = draw(<MantineProvider><QueryClientProvider client={queries}>{content}</QueryClientProvider></MantineProvider>)
  box = drawn.box
  remove = drawn.remove
}

async function wait(ms: number): Promise<void> {
  await act(() => vi.advanceTimersByTimeAsync(ms))
}

const slowMs = 1_000
const alert = () => box.querySelector('[role=alert]')
const status = () => box.querySelector('[role=status]')

it('stays while it is looked whether the server is back', async () => {
  let isDown = true
  vi.stubGlobal('fetch', () => new Promise((resolve, reject) => {
    setTimeout(() => (isDown ? reject(new TypeError('down')) : resolve(Response.json({}))), slowMs)
  }))
  connection.set('away')
  begin(<OfflineBanner />)
  await wait(slowMs + 100)
  const said = alert()
  expect(said?.textContent).toContain('The server cannot be reached')
  await wait(4_000 + slowMs / 2)
  expect(alert()).toBe(said)

  isDown = false
  await wait(5_000)
  expect(alert()).toBeNull()

  // The next time it is not said before it is known.
  isDown = true
  await wait(5_000)
  expect(alert()).not.toBeNull()
  act(() => connection.set('live'))
  expect(alert()).toBeNull()
  await wait(1_000)
  isDown = false
  act(() => connection.set('away'))
  expect(alert()).toBeNull()
  await wait(slowMs * 2)
  expect(alert()).toBeNull()
})

it('says since when something on show was not refreshed', async () => {
  let code = 200
  vi.setSystemTime('2027-01-01T10:00:00')
  vi.stubGlobal('fetch', async () => (code === 200 ? Response.json({}) : Response.json({ title: 'Busy', code: 'busy' }, { status: code })))
  function Page() {
    useQuery({ queryKey: ['it'], queryFn: () => read('/jobs'), refetchInterval: 5_000 })
    return null
  }
  begin(<><OfflineBanner /><Page /></>)
  await wait(1_000)
  expect(status()).toBeNull()
  code = 503
  await wait(30_000)
  expect(status()?.textContent).toContain('Not refreshed since 10:00:00: Busy')
  code = 200
  await wait(5_000)
  expect(status()).toBeNull()
})
