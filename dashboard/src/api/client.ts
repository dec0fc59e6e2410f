import { parseJson } from '../lib/json'
import { Problem, problemFrom } from './problem'
import { type ApiRequest, pathOf } from './request'
import { refuse, session } from './session'

export interface Answer<T> {
  readonly data: T
  readonly etag: string | null
}

/** Sends a request; whatever is no success is thrown as a {@link Problem}. */
export async function send<T>(request: ApiRequest, signal?: AbortSignal): Promise<Answer<T>> {
  const { key } = session.get()
  const headers: Record<string, string> = { Accept: 'application/json', ...request.headers }
  if (key !== null) headers['X-API-Key'] = key
  if (request.body !== undefined) headers['Content-Type'] = 'application/json'
  const init: RequestInit = { method: request.method, headers, cache: 'no-store', credentials: 'same-origin' }
  if (request.body !== undefined) init.body = JSON.stringify(request.body)
  if (signal !== undefined) init.signal = signal
  const response = await reach(pathOf(request), init)
  const text = await response.text()
  if (response.status === 401) refuse(key)
  if (!response.ok) throw problemFrom(response.status, text)
  return { data: text === '' ? undefined as T : parseJson<T>(text), etag: response.headers.get('ETag') }
}

export async function read<T>(path: string, query?: ApiRequest['query'], signal?: AbortSignal): Promise<T> {
  const request: ApiRequest = query === undefined ? { method: 'GET', path } : { method: 'GET', path, query }
  return (await send<T>(request, signal)).data
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw Problem.unreachable(init.method !== 'GET')
  }
}
