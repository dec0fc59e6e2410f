// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { draw } from '../../parts/drawn'
import { setParams } from '../../parts/useRoute'
import { JobTabs } from '../job/JobTabs'
import Settings from './Settings'

let remove = () => {}
beforeEach(() => { vi.stubGlobal('fetch', () => new Promise(() => {})) })
afterEach(() => {
  remove()
  setParams({ tab: null }, 'replace')
  vi.unstubAllGlobals()
})

const pages: readonly (readonly [string, ReactNode, string])[] = [
  ['the settings', <Settings />, 'This browser'], ['a job', <JobTabs id="j1" />, 'Executions'],
]

it.each(pages)('shows the first tab of %s where the link names none that is there', (_, page, label) => {
  setParams({ tab: 'nope' }, 'replace')
  const drawn = draw(<QueryClientProvider client={new QueryClient()}><MantineProvider>{page}</MantineProvider></QueryClientProvider>)
  remove = drawn.remove
  expect(drawn.box.querySelector('[role=tab][aria-selected=true]')?.textContent).toBe(label)
})
