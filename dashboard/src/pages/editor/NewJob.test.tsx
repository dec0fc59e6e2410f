// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { draw } from '../../parts/drawn'
import NewJob from './NewJob'

vi.setConfig({ testTimeout: 60_000 })

let remove = () => {}
afterEach(() => {
  remove()
  vi.unstubAllGlobals()
})

it('creates a job once though an answer is lost, and another one after a change', async () => {
  const keys: (string | undefined)[] = []
  vi.stubGlobal('fetch', (url: string, { method, headers }: { method: string, headers: Record<string, string> }) => {
    if (method !== 'POST' || !url.endsWith('/jobs')) return new Promise(() => {})
    keys.push(headers['Idempotency-Key'])
    return Promise.reject(new TypeError('Failed to fetch'))
  })
  const { box, remove: end } = draw(
    <MantineProvider env="test"><QueryClientProvider client={new QueryClient()}><NewJob /></QueryClientProvider></MantineProvider>)
  remove = end
  const save = () => act(async () => {
    box.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
  })
  await save()
  await save()
  act(() => {
    const input = box.querySelector<HTMLInputElement>('input[placeholder="https://"]')
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, 'http://a/')
    input?.dispatchEvent(new Event('input', { bubbles: true }))
  })
  await save()
  expect(keys).toEqual([expect.stringMatching(/^.{16,}$/), keys[0], expect.stringMatching(/^.{16,}$/)])
  expect(keys[2]).not.toBe(keys[0])
})
