// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { draw } from '../parts/drawn'
import { useIsOfInstallation, useMay, useMe } from './useMe'

let remove = () => {}
afterEach(() => {
  remove()
  vi.unstubAllGlobals()
})

async function begin(answer: Response): Promise<string> {
  vi.stubGlobal('fetch', () => Promise.resolve(answer))
  function Host() {
    return <>{[useMe().status, useMay('read'), useMay('write'), useMay('admin'), useIsOfInstallation()].join(' ')}</>
  }
  const drawn = draw(<QueryClientProvider client={new QueryClient()}><Host /></QueryClientProvider>)
  remove = drawn.remove
  await act(() => vi.waitFor(() => expect(drawn.box.textContent).not.toContain('pending')))
  return drawn.box.textContent
}

it('offers what the scope allows', async () => {
  const me = { id: 'key:1', name: 'ci', scope: 'write', namespace: 'team', isOfInstallation: false }
  expect(await begin(Response.json(me))).toBe('success true true false false')
})

it('offers everything where the server does not say who one is', async () => {
  expect(await begin(Response.json({ title: 'Busy', code: 'busy' }, { status: 503 }))).toBe('error true true true true')
})
