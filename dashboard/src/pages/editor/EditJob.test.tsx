// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ConfirmProvider } from '../../parts/confirm'
import { draw } from '../../parts/drawn'
import EditJob from './EditJob'

const patience = { timeout: 20_000 }
vi.setConfig({ testTimeout: 60_000 })

let version = 1
let remove = () => {}
beforeEach(() => {
  version = 1
  vi.stubGlobal('fetch', async (url: string, { method }: { method: string }) => {
    if (!url.endsWith('/jobs/j1')) return new Promise(() => {})
    if (method === 'PUT') return Response.json({ title: 'Changed meanwhile', code: 'stale' }, { status: 412 })
    return Response.json({ id: 'j1', name: `version ${version}`, tags: [], headers: {} }, { headers: { ETag: `"${version}"` } })
  })
})
afterEach(() => {
  remove()
  vi.unstubAllGlobals()
})

const field = () => document.querySelector<HTMLTextAreaElement>('textarea[aria-label="The job as JSON"]')

async function press(name: string): Promise<void> {
  const button = await act(() => vi.waitFor(() => {
    const found = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === name)
    if (found === undefined) throw new Error(`There is no button ${name}`)
    return found
  }, patience))
  await act(async () => button.click())
}

async function refused(written: string | null): Promise<void> {
  const { box, remove: end } = draw(
    <MantineProvider env="test"><QueryClientProvider client={new QueryClient()}>
      <ConfirmProvider><EditJob id="j1" /></ConfirmProvider>
    </QueryClientProvider></MantineProvider>)
  remove = end
  await act(() => vi.waitFor(() => expect(field()).not.toBeNull(), patience))
  if (written !== null) {
    act(() => {
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(field(), written)
      field()?.dispatchEvent(new Event('input', { bubbles: true }))
    })
  }
  version = 2
  await act(async () => { box.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })) })
}

it('asks before a newer version takes the place of what was written', async () => {
  await refused('{"name": "written"}')
  await press('Show the newer version')
  await press('Keep')
  expect(field()?.value).toBe('{"name": "written"}')
  await press('Show the newer version')
  await press('Show it')
  await act(() => vi.waitFor(() => expect(field()?.value).toContain('"version 2"'), patience))
})

it('shows a newer version unasked while nothing was written', async () => {
  await refused(null)
  await press('Show the newer version')
  await act(() => vi.waitFor(() => expect(field()?.value).toContain('"version 2"'), patience))
})
