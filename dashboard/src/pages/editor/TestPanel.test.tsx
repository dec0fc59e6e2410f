// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import type { JobDraft } from '../../lib/jobDraft'
import { draw } from '../../parts/drawn'
import { useDraft } from './draftState'
import { TestPanel } from './TestPanel'

let removeDrawn = () => {}
afterEach(() => {
  removeDrawn()
  vi.unstubAllGlobals()
})

function begin(draft: JobDraft) {
  function Host() {
    return <TestPanel state={useDraft(draft)} />
  }
  const { box, remove } = draw(
    <MantineProvider><QueryClientProvider client={new QueryClient()}><Host /></QueryClientProvider></MantineProvider>)
  removeDrawn = remove
  const button = box.querySelector<HTMLButtonElement>('button')
  return { shown: box.textContent, button, isOff: button?.disabled }
}

it('says that a test has no stored header values, before it is refused', () => {
  const panel = begin({ api: 'http://a/', headers: { A: '1', Authorization: '[redacted]' } })
  expect(panel.shown).toContain('Authorization')
  expect(panel.isOff).toBe(true)
})

it.each([[{ A: '1' }], [undefined]])('calls with the headers %j', (headers) => {
  expect(begin({ api: 'http://a/', ...(headers === undefined ? {} : { headers }) }).isOff).toBe(false)
})

it('keeps the focus while the target is called', async () => {
  vi.stubGlobal('fetch', () => new Promise(() => {}))
  const { button } = begin({ api: 'http://a/' })
  act(() => button?.click())
  await act(() => vi.waitFor(() => expect(button?.getAttribute('aria-disabled')).toBe('true')))
  expect(button?.disabled).toBe(false)
})
