// @vitest-environment jsdom
import { act } from 'react'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { Me } from './api/types'
import { draw } from './parts/drawn'

interface Asked { method: string, headers: Record<string, string>, body?: string }

/** Who comes with which key. */
const people = new Map<string, Me>()
let version = 1
let saved: { ifMatch: string | undefined, body: unknown } | null = null

function me(id: string, namespace = 'default'): Me {
  return { id, name: id, scope: 'write', namespace, isOfInstallation: false }
}

async function answer(url: string, { method, headers, body }: Asked): Promise<Response> {
  const reader = people.get(headers['X-API-Key'] ?? '')
  if (reader === undefined) return Response.json({ title: 'No', code: 'unauthenticated' }, { status: 401 })
  if (url.endsWith('/me')) return Response.json(reader)
  if (method === 'PUT') saved = { ifMatch: headers['If-Match'], body: JSON.parse(body ?? '') }
  else if (url.endsWith('/jobs/j1')) return Response.json({ id: 'j1', name: 'stored', tags: [], headers: {} }, { headers: { ETag: `"${version}"` } })
  return new Promise(() => {})
}

// A whole page takes its time to be drawn here.
const patience = { timeout: 20_000 }
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

beforeAll(async () => {
  await import('./pages/editor/EditJob')
  window.location.hash = '#/jobs/j1/edit'
})

let box: HTMLElement
let remove = () => {}
beforeEach(async () => {
  vi.stubGlobal('fetch', answer)
  people.clear()
  version = 1
  saved = null
  const { App } = await import('./App')
  const drawn = draw(<App />)
  box = drawn.box
  remove = drawn.remove
  await keyField()
})
afterEach(() => {
  remove()
  vi.unstubAllGlobals()
})

async function find<T extends Element>(selector: string): Promise<T> {
  return await act(() => vi.waitFor(() => {
    const found = box.querySelector<T>(selector)
    if (found === null) throw new Error(`There is no ${selector}`)
    return found
  }, patience))
}

const keyField = () => find<HTMLInputElement>('input[type=password]')
const jobField = () => find<HTMLTextAreaElement>('textarea[aria-label="The job as JSON"]')

function write(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  act(() => {
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, text)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  })
}

async function submit(): Promise<void> {
  const form = await find<HTMLFormElement>('form')
  await act(async () => { form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })) })
}

async function signIn(key: string): Promise<void> {
  write(await keyField(), key)
  await submit()
}

/** Saving is answered 401. */
async function expire(): Promise<void> {
  people.clear()
  await submit()
  await keyField()
}

it('keeps what was being written over a sign-in, and what it is a change of', async () => {
  people.set('k1', me('person:1'))
  await signIn('k1')
  write(await jobField(), '{"name": "written"}')
  await expire()

  version = 2
  await signIn('wrong')
  people.set('k2', me('person:1'))
  await signIn('k2')
  expect((await jobField()).value).toBe('{"name": "written"}')
  await submit()
  expect(saved).toEqual({ ifMatch: '"1"', body: { name: 'written' } })
})

it.each([['another reader', me('person:2')], ['the same one in another namespace', me('person:1', 'team')]])(
  'shows %s nothing of it', async (_, next) => {
    people.set('k1', me('person:1'))
    await signIn('k1')
    write(await jobField(), '{"name": "written"}')
    await expire()

    version = 2
    people.set('k2', next)
    await signIn('k2')
    expect((await jobField()).value).toContain('"stored"')
    await submit()
    expect(saved).toMatchObject({ ifMatch: '"2"' })
  })

it('shows nothing of before to who goes on without a key', async () => {
  people.set('k1', me('person:1'))
  await signIn('k1')
  await jobField()
  await expire()
  const without = [...box.querySelectorAll('button')].find((button) => button.textContent === 'Try without a key')
  vi.stubGlobal('fetch', () => new Promise(() => {}))
  act(() => without?.click())
  expect(box.querySelector('main')?.textContent).not.toContain('person:1')
  expect(box.querySelector('header')?.textContent).not.toContain('person:1')
})
