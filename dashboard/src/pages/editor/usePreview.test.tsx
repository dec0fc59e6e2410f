// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { JobDraft } from '../../lib/jobDraft'
import { draw } from '../../parts/drawn'
import { usePreview } from './usePreview'

const asked: URLSearchParams[] = []

let removeDrawn = () => {}
beforeEach(() => {
  vi.useFakeTimers()
  asked.length = 0
  vi.stubGlobal('fetch', (url: string) => {
    const query = new URLSearchParams(url.split('?')[1])
    asked.push(query)
    const nextExecutions = ['2100-01-01T00:00:00.000Z', '2100-01-02T00:00:00.000Z'].map((at) => ({ at, local: at, dst: null }))
    return Promise.resolve(Response.json({
      schedule: query.get('schedule'), timeZone: 'UTC', description: `says ${query.get('schedule')}`, nextExecutions,
    }))
  })
})
afterEach(() => {
  removeDrawn()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function begin(draft: JobDraft) {
  const queries = new QueryClient()
  function Host({ draft }: { draft: JobDraft }) {
    const { preview } = usePreview(draft, null)
    return <>{preview === null ? 'none' : `${preview.description}, ${preview.nextExecutions.length}`}</>
  }
  const host = (next: JobDraft) => <QueryClientProvider client={queries}><Host draft={next} /></QueryClientProvider>
  const { box, redraw, remove } = draw(host(draft))
  removeDrawn = remove
  return {
    change: (next: JobDraft) => redraw(host(next)),
    /** What is shown once typing has paused. */
    settled: async () => {
      await act(() => vi.advanceTimersByTimeAsync(1_000))
      return box.textContent
    },
  }
}

it('has none for a schedule that is emptied', async () => {
  const editor = begin({ schedule: '@daily' })
  expect(await editor.settled()).toBe('says @daily, 2')
  editor.change({ schedule: ' ' })
  expect(await editor.settled()).toBe('none')
})

it('keeps within the job\'s limits', async () => {
  const editor = begin({ schedule: '@daily', startAt: '2100-01-01T00:00:00Z' })
  expect(await editor.settled()).toBe('says @daily, 2')
  expect(asked[0]?.get('from')).toBe('2099-12-31T23:59:59.999Z')
  editor.change({ schedule: '@daily', startAt: '2100-01-01T00:00:00Z', isRecurring: false })
  expect(await editor.settled()).toBe('says @daily, 1')
})

it('asks again once the first fire is past', async () => {
  vi.setSystemTime('2099-12-31T23:59:50.000Z')
  const editor = begin({ schedule: '@daily' })
  await editor.settled()
  await act(() => vi.advanceTimersByTimeAsync(5_000))
  expect(asked).toHaveLength(1)
  await act(() => vi.advanceTimersByTimeAsync(5_000))
  expect(asked.length).toBeGreaterThan(1)
})
