import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { read } from '../api/client'
import { isCostly } from '../api/live'
import { isMissing } from '../api/problem'
import type { Query } from '../api/request'
import { type Collected, collect, type Page } from '../lib/paging'
import { setParams, useRoute } from './useRoute'

/** How many answers one page of the list may take: filters can leave answers empty that are not the last. */
const answersMax = 8

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
  // Which page led to a page: the browser's own steps back leave it true.
  const before = useRef(new Map<string, string | null>())
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
        before.current.set(next, cursor)
        setParams({ cursor: next })
      },
      onBack: cursor === null ? null : () => setParams({ cursor: before.current.get(cursor) ?? null }),
    },
  }
}
