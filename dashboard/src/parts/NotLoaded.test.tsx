// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { act } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Problem } from '../api/problem'
import { draw } from './drawn'
import { NotLoaded } from './NotLoaded'

let remove = () => {}
beforeEach(() => { vi.useFakeTimers() })
afterEach(() => {
  remove()
  vi.useRealTimers()
})

/** What a query has to tell is shown a moment later. */
async function settle(): Promise<void> {
  await act(() => vi.advanceTimersByTimeAsync(10))
}

it('lets the reader try again, and keeps the problem on show meanwhile', async () => {
  const answers: { resolve(text: string): void, reject(error: Problem): void }[] = []
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  function Host() {
    const query = useQuery({ queryKey: ['it'], queryFn: () => new Promise<string>((resolve, reject) => { answers.push({ resolve, reject }) }) })
    return query.data === undefined ? <NotLoaded query={query} lines={3} /> : <p>{query.data}</p>
  }
  const { box, remove: end } = draw(<MantineProvider><QueryClientProvider client={queries}><Host /></QueryClientProvider></MantineProvider>)
  remove = end
  const problem = () => box.querySelector('[role=alert]')
  expect(box.querySelector('[aria-busy]')).not.toBeNull()
  await settle()
  answers[0]?.reject(new Problem(503, { title: 'Busy', code: 'busy' }))
  await settle()
  const said = problem()
  expect(said?.textContent).toContain('Busy')

  act(() => box.querySelector('button')?.click())
  await settle()
  expect(answers).toHaveLength(2)
  expect(problem()).toBe(said)
  answers[1]?.resolve('there')
  await settle()
  expect(box.textContent).toContain('there')
})
