// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
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
