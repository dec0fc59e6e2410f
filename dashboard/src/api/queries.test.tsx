// @vitest-environment jsdom
import { QueryClientProvider } from '@tanstack/react-query'
import { act, type ReactNode } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { draw } from '../parts/drawn'
import { usePaged } from '../parts/usePaged'
import { asProblem } from './problem'
import { createQueries } from './queries'
import { useExecution } from './useExecution'
import { useJob } from './useJob'

let status = 200
let asked = 0
let box: HTMLElement
let remove = () => {}
beforeEach(() => {
  asked = 0
  status = 200
  vi.useFakeTimers()
  vi.stubGlobal('fetch', async () => {
    asked++
    return status === 200 ? Response.json({ id: 'x', status: 'RUNNING' }) : Response.json({ title: 'No', code: 'no' }, { status })
  })
})
afterEach(() => {
  remove()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function Job() {
  const { data, error } = useJob('x')
  return <>{data === undefined ? 'nothing' : 'a job'}, {error === null ? 'no problem' : asProblem(error).status}</>
}

function Execution() {
  useExecution('x')
  return null
}

function List() {
  usePaged({ key: ['executions', 'list'], path: '/jobs/x/executions', query: {}, pick: () => ({ items: [], nextCursor: null }), refetchMs: 5_000 })
  return null
}

async function begin(content: ReactNode): Promise<void> {
  const drawn = draw(<QueryClientProvider client={createQueries()}>{content}</QueryClientProvider>)
  box = drawn.box
  remove = drawn.remove
  await wait(100)
}

async function wait(ms: number): Promise<void> {
  await act(() => vi.advanceTimersByTimeAsync(ms))
}

it.each([404, 403])('shows no longer what a %i says is gone or not for this reader', async (refusal) => {
  await begin(<Job />)
  expect(box.textContent).toBe('a job, no problem')
  status = refusal
  await wait(20_000)
  expect(box.textContent).toBe(`nothing, ${refusal}`)
})

it('keeps what it has while the server is in trouble', async () => {
  await begin(<Job />)
  status = 503
  await wait(20_000)
  expect(box.textContent).toBe('a job, 503')
})

it.each([['job', <Job />], ['execution', <Execution />], ['list', <List />]])('asks once for the %s that does not exist', async (_, content) => {
  status = 404
  await begin(content)
  await wait(60_000)
  expect(asked).toBe(1)
})
