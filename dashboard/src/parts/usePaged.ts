import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { read } from '../api/client'
import { isCostly } from '../api/live'
import { isMissing } from '../api/problem'
import type { Query } from '../api/request'
import { type Collected, collect, type Page } from '../lib/paging'
import { setParams, useRoute } from './useRoute'

/** How many answers one page of the list may take: filters can leave answers empty that are not the last. */
const answersMax = 8

/** Which page led to a page, by path and cursor: a reader who looks at something else comes back to it. The oldest are dropped. */
const before = new Map<string, string | null>()
const beforeMax = 500

interface Options<A, T> {
  /** Begins with the list's topic. */
  key: readonly unknown[]
  path: string
  query: Query
  pick: (answer: A) => Page<T>
  pageSize?: number
  refetchMs?: number | false
}

/** A list by cursor, its place in the hash: each page costs the same, however long the list. */
export function usePaged<A, T>({ key, path, query, pick, pageSize = 50, refetchMs = false }: Options<A, T>) {
  const cursor = useRoute().query.get('cursor')
  const page = useQuery({
    queryKey: [...key, query, pageSize, cursor],
    queryFn: ({ signal }): Promise<Collected<T>> => collect(
      async (at) => pick(await read<A>(path, { ...query, limit: pageSize, cursor: at }, signal)),
      { want: pageSize, pagesMax: answersMax, cursor }),
    placeholderData: keepPreviousData,
    refetchInterval: (asked) => (isCostly(asked) || isMissing(asked.state.error) ? false : refetchMs),
  })
  const next = page.data?.nextCursor ?? null
  return {
    ...page,
    items: page.data?.items ?? [],
    /** Another one for another page, once that is there. */
    place: `${cursor ?? ''} ${page.isPlaceholderData}`,
    pager: {
      isCut: page.data?.isCut ?? false,
      isFirst: cursor === null,
      isBusy: page.isPlaceholderData,
      onNext: next === null ? null : () => {
        remember(`${path} ${next}`, cursor)
        setParams({ cursor: next })
      },
      onBack: cursor === null ? null : () => setParams({ cursor: before.get(`${path} ${cursor}`) ?? null }),
    },
  }
}

function remember(page: string, cursor: string | null): void {
  before.delete(page)
  before.set(page, cursor)
  const [oldest] = before.keys()
  if (before.size > beforeMax && oldest !== undefined) before.delete(oldest)
}
