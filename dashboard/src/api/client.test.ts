// @vitest-environment jsdom

import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { read, send } from './client'
import { session, signIn, signOut } from './session'

const answers = vi.fn<(url: string, init: RequestInit) => Promise<Response>>()

beforeEach(() => {
  vi.stubGlobal('fetch', answers)
  session.set({ key: null, isRefused: false })
})
afterEach(() => {
  vi.unstubAllGlobals()
  answers.mockReset()
  signOut()
})

function headersOf(call: number): Record<string, string> {
  return answers.mock.calls[call]?.[1].headers as Record<string, string>
}

it('sends the key and a JSON body, and hands back data and ETag', async () => {
  signIn('carillon_k', false)
  answers.mockResolvedValue(new Response('{"id":"1"}', { headers: { ETag: '"4"' } }))
  const answer = await send<{ id: string }>({ method: 'PUT', path: '/jobs/1', body: { api: 'x' } })
  expect(answer).toEqual({ data: { id: '1' }, etag: '"4"' })
  expect(answers.mock.calls[0]?.[0]).toBe('api/v1/jobs/1')
  expect(answers.mock.calls[0]?.[1].body).toBe('{"api":"x"}')
  expect(headersOf(0)['X-API-Key']).toBe('carillon_k')
})

it('sends no key header without a key', async () => {
  answers.mockResolvedValue(new Response('{}'))
  await read('/info')
  expect(headersOf(0)).not.toHaveProperty('X-API-Key')
})

it('takes an empty answer', async () => {
  answers.mockResolvedValue(new Response(null, { status: 204 }))
  expect((await send({ method: 'DELETE', path: '/jobs/1' })).data).toBeUndefined()
})

it('asks for a key at 401', async () => {
  answers.mockResolvedValue(new Response('{"title":"No key","code":"unauthenticated"}', { status: 401 }))
  await expect(read('/info')).rejects.toMatchObject({ status: 401, code: 'unauthenticated' })
  expect(session.get().isRefused).toBe(true)
})

it('does not blame a new key for a request with the old one', async () => {
  answers.mockImplementation(async () => {
    signIn('carillon_new', false)
    return new Response('{}', { status: 401 })
  })
  await expect(read('/info')).rejects.toMatchObject({ status: 401 })
  expect(session.get()).toEqual({ key: 'carillon_new', isRefused: false })
})

it('does not promise that a change is tried again, nor that it was not made', async () => {
  answers.mockRejectedValue(new TypeError('Failed to fetch'))
  await expect(send({ method: 'POST', path: '/jobs/1/pause' })).rejects.toMatchObject({
    code: 'unreachable', detail: 'Perhaps nothing was changed. Look, and try again.',
  })
})

it('says when there is no server', async () => {
  answers.mockRejectedValue(new TypeError('Failed to fetch'))
  await expect(read('/info')).rejects.toMatchObject({ status: 0, code: 'unreachable', detail: null })
})
