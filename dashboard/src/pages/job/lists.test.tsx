// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, type ReactNode } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { draw } from '../../parts/drawn'
import { setParams } from '../../parts/useRoute'
import { JobAlerts } from './JobAlerts'
import { JobExecutions } from './JobExecutions'

let removeDrawn = () => {}
beforeEach(() => {
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ executions: [], alerts: [], nextCursor: null })))
})
afterEach(() => {
  removeDrawn()
  vi.unstubAllGlobals()
})

async function buttonsBelow(list: ReactNode): Promise<readonly (string | null)[]> {
  const { box, remove } = draw(
    <QueryClientProvider client={new QueryClient()}><MantineProvider>{list}</MantineProvider></QueryClientProvider>)
  removeDrawn = remove
  await act(() => vi.waitFor(() => expect(box.textContent).toMatch(/No (alerts|executions)/)))
  return [...box.querySelectorAll('button')].map(({ textContent }) => textContent)
}

it.each([['alerts', <JobAlerts id="1" />], ['executions', <JobExecutions id="1" />]])(
  'has a way back from a page whose %s are gone', async (_, list) => {
    setParams({ cursor: 'gone' }, 'replace')
    expect(await buttonsBelow(list)).toEqual(['Previous', 'Next'])
    removeDrawn()
    setParams({ cursor: null }, 'replace')
    expect(await buttonsBelow(list)).toEqual([])
  })
