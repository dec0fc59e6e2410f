// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { signIn, signOut } from '../../api/session'
import { createdKey } from '../../parts/createdKey'
import { draw } from '../../parts/drawn'
import { KeyForm } from './KeyForm'

let remove = () => {}
afterEach(() => {
  remove()
  createdKey.set(null)
  signOut()
  vi.unstubAllGlobals()
})

it('begins anew after a key, for one that may only read', async () => {
  signIn('k0', false)
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ key: 'k1' })))
  const { box, remove: end } = draw(
    <MantineProvider><QueryClientProvider client={new QueryClient()}><KeyForm isFirst /></QueryClientProvider></MantineProvider>)
  remove = end
  const values = () => [...box.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')].map(({ value }) => value)
  for (const [index, text] of [[0, 'ci'], [1, 'team'], [2, '2100-01-01T00:00']] as const) {
    const input = box.querySelectorAll('input')[index]
    act(() => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text)
      input?.dispatchEvent(new Event('input', { bubbles: true }))
    })
  }
  expect(values()).toEqual(['ci', 'admin', 'team', expect.stringMatching(/^2100-01-01T00:00/)])
  await act(async () => box.querySelector<HTMLElement>('button[type=submit]')?.click())
  expect(values()).toEqual(['', 'read', '', ''])
})

it('keeps the focus while a key is made', async () => {
  vi.stubGlobal('fetch', () => new Promise(() => {}))
  const { box, remove: end } = draw(
    <MantineProvider><QueryClientProvider client={new QueryClient()}><KeyForm isFirst={false} /></QueryClientProvider></MantineProvider>)
  remove = end
  const button = box.querySelector<HTMLButtonElement>('button[type=submit]')
  act(() => button?.click())
  await act(() => vi.waitFor(() => expect(button?.getAttribute('aria-disabled')).toBe('true')))
  expect(button?.disabled).toBe(false)
})
