// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { draw } from './drawn'
import { usePaged } from './usePaged'

/** A list without an end: the page at `n` leads to `n + 1`. */
beforeEach(() => {
  vi.stubGlobal('fetch', (url: string) => {
    const at = new URLSearchParams(url.split('?')[1]).get('cursor') ?? '1'
    return Promise.resolve(Response.json({ items: [at], nextCursor: String(Number(at) + 1) }))
  })
})

let remove = () => {}
afterEach(() => {
  remove()
  window.location.hash = ''
  vi.unstubAllGlobals()
})

const queries = new QueryClient()

function open(path: string) {
  function List() {
    const { items, pager } = usePaged<{ items: string[], nextCursor: string }, string>({
      key: ['list'], path, query: {}, pick: (page) => page, pageSize: 1,
    })
    return <><p>{items}</p><button onClick={() => pager.onBack?.()}>Back</button><button onClick={() => pager.onNext?.()}>Next</button></>
  }
  const drawn = draw(<QueryClientProvider client={queries}><List /></QueryClientProvider>)
  remove = drawn.remove
  const awaitPage = (page: string) => act(() => vi.waitFor(() => expect(drawn.box.querySelector('p')?.textContent).toBe(page)))
  return {
    awaitPage,
    press: (label: string, page: string) => {
      act(() => [...drawn.box.querySelectorAll('button')].find(({ textContent }) => textContent === label)?.click())
      return awaitPage(page)
    },
  }
}

it('goes back page by page, also after the list was left', async () => {
  const list = open('/list')
  await list.awaitPage('1')
  await list.press('Next', '2')
  await list.press('Next', '3')
  remove()
  const again = open('/list')
  await again.awaitPage('3')
  await again.press('Back', '2')
  await again.press('Back', '1')
})

it('goes back to the first page where no other is known', async () => {
  window.location.hash = '#/?cursor=3'
  const other = open('/other')
  await other.awaitPage('3')
  await other.press('Back', '1')
})
