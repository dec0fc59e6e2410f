// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Namespace } from '../../api/types'
import { draw } from '../../parts/drawn'
import { NamespaceForm } from './NamespaceForm'

const team: Namespace = { name: 'team', createdAt: '2027-01-01T00:00:00.000Z', quotas: { jobsMax: 5 } }
const sent: string[] = []

let removeDrawn = () => {}
beforeEach(() => {
  sent.length = 0
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    sent.push(`${init.method} ${url} ${String(init.body)}`)
    return Promise.resolve(Response.json(team))
  })
})
afterEach(() => {
  removeDrawn()
  vi.unstubAllGlobals()
})

function begin(edited: Namespace | null) {
  const { box, remove } = draw(
    <QueryClientProvider client={new QueryClient()}>
      <MantineProvider><NamespaceForm edited={edited} known={[team]} onDone={() => {}} /></MantineProvider>
    </QueryClientProvider>)
  removeDrawn = remove
  const input = box.querySelector('input') as HTMLInputElement
  return {
    button: () => box.querySelector<HTMLButtonElement>('button[type=submit]'),
    shown: () => box.textContent,
    name: (text: string) => act(() => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text)
      input.dispatchEvent(new Event('input', { bubbles: true }))
    }),
    submit: () => act(async () => box.querySelector<HTMLElement>('button[type=submit]')?.click()),
  }
}

it('does not take the quotas from a namespace that is there', async () => {
  const form = begin(null)
  form.name('team')
  expect(form.shown()).toContain('There is a namespace with this name')
  await form.submit()
  expect(sent).toEqual([])
})

it('creates a namespace with another name', async () => {
  const form = begin(null)
  form.name('team-2')
  expect(form.shown()).not.toContain('There is a namespace with this name')
  await form.submit()
  expect(sent).toHaveLength(1)
  expect(sent[0]).toContain('PUT api/v1/namespaces/team-2 {"quotas":{"jobsMax":null,')
  // It is empty again, and keeps the focus.
  expect([form.button()?.disabled, form.button()?.getAttribute('aria-disabled')]).toEqual([false, 'true'])
})

it('sets the quotas of one that is edited', async () => {
  const form = begin(team)
  await form.submit()
  expect(sent[0]).toContain('PUT api/v1/namespaces/team {"quotas":{"jobsMax":5,')
})
