import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client'
import type { ExecutionPage } from '../../api/types'
import { outcomeCells, spanBefore } from '../../lib/heatMap'
import { collect } from '../../lib/paging'
import { bucketMs } from './grid'

const pageSize = 500
/** How many executions are read at most, newest first. */
export const executionsMax = 10_000

/** The outcomes of the past hours, as far back as the bound reaches. */
export function usePast(hours: number, status: string | null) {
  return useQuery({
    queryKey: ['calendar', 'past', hours, status],
    queryFn: async ({ signal }) => {
      const span = spanBefore(Date.now(), hours, bucketMs)
      const from = new Date(span.fromMs).toISOString()
      const found = await collect(async (cursor) => {
        const page = await read<ExecutionPage>('/executions', { from, status, limit: pageSize, cursor }, signal)
        return { items: page.executions, nextCursor: page.nextCursor }
      }, { want: executionsMax, pagesMax: 2 * executionsMax / pageSize })
      const oldest = found.items.at(-1)
      const isWhole = found.nextCursor === null
      const knownFromMs = isWhole || oldest === undefined ? span.fromMs : Date.parse(oldest.scheduledAt)
      return { span, cells: outcomeCells(found.items, span, knownFromMs), isWhole, knownFromMs, count: found.items.length }
    },
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  })
}
