// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { draw } from '../../parts/drawn'
import { toasts } from '../../parts/toast'
import { Editor } from './Editor'
import { useDraft } from './draftState'

vi.setConfig({ testTimeout: 60_000 })

/** Answers the save. */
let answer: (response: Response) => void
let remove = () => {}
beforeEach(() => {
  toasts.set([])
  window.location.hash = '#/jobs/j1/edit'
  vi.stubGlobal('fetch', (_url: string, { method }: { method: string }) => new Promise<Response>((resolve) => {
    if (method === 'PUT') answer = resolve
  }))
})
afterEach(() => {
  remove()
  vi.unstubAllGlobals()
})

function Host() {
  return (
    <Editor title="Edit job" state={useDraft({ name: 'a' })} jobId="j1" cancelHref="#/"
      saveWith={(body) => ({ method: 'PUT', path: '/jobs/j1', body })} />
  )
}

function begin(): HTMLElement {
  const { box, remove: end } = draw(
    <MantineProvider env="test"><QueryClientProvider client={new QueryClient()}><Host /></QueryClientProvider></MantineProvider>)
  remove = end
  return box
}

async function save(box: HTMLElement): Promise<void> {
  await act(async () => { box.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })) })
}

it('goes to the job once it is saved', async () => {
  await save(begin())
  await act(async () => answer(Response.json({ id: 'j1' })))
  await vi.waitFor(() => expect(window.location.hash).toBe('#/jobs/j1'))
})

it('leads nobody away who has left before the save is answered', async () => {
  await save(begin())
  remove()
  window.location.hash = '#/jobs/new'
  answer(Response.json({ id: 'j1' }))
  await vi.waitFor(() => expect(toasts.get().at(-1)?.text).toBe('Saved'))
  expect(window.location.hash).toBe('#/jobs/new')
})

it('puts the focus on why a save was refused', async () => {
  const box = begin()
  const button = box.querySelector<HTMLButtonElement>('button[type=submit]')
  button?.focus()
  await save(box)
  await act(() => vi.waitFor(() => expect(button?.getAttribute('aria-disabled')).toBe('true')))
  expect(button?.disabled).toBe(false)
  await act(async () => answer(Response.json({ title: 'No', code: 'no' }, { status: 400 })))
  await act(() => vi.waitFor(() => expect(box.querySelector('[role=alert]')).not.toBeNull()))
  expect(document.activeElement?.querySelector('[role=alert]')?.textContent).toContain('No')
})

it('lets the form wait for JSON that is being written', () => {
  const box = begin()
  const write = (text: string) => act(() => {
    const field = box.querySelector('textarea[aria-label="The job as JSON"]')
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(field, text)
    field?.dispatchEvent(new Event('input', { bubbles: true }))
  })
  const isWaiting = () => box.querySelector('input[placeholder="https://"]')?.matches(':disabled')
  write('{"name": "b"')
  expect([isWaiting(), box.textContent?.includes('The form waits')]).toEqual([true, true])
  write('{"name": "b"}')
  expect([isWaiting(), box.textContent?.includes('The form waits')]).toEqual([false, false])
})
