import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { read } from '../../api/client'
import { Problem } from '../../api/problem'
import type { Preview } from '../../api/types'
import { firesOf, searchFrom, untilPastMs } from '../../lib/fires'
import { errorOf, type JobDraft } from '../../lib/jobDraft'

const count = 10
const pauseMs = 350

/** When the job would fire, asked once typing pauses. */
export function usePreview(draft: JobDraft, jobId: string | null) {
  const asked = useSettled(JSON.stringify({
    schedule: textOf(draft['schedule']), timeZone: textOf(draft['timeZone']), dst: textOf(draft['dst']),
    startAt: textOf(draft['startAt']),
  }))
  const { startAt, ...query } = JSON.parse(asked) as { schedule: string, timeZone: string, dst: string, startAt: string }
  const isBlank = query.schedule.trim() === ''
  const found = useQuery({
    queryKey: ['preview', query, startAt, jobId],
    queryFn: ({ signal }) => read<Preview>('/schedules/preview',
      { ...query, from: searchFrom(query.schedule, startAt, new Date()), count, jobId }, signal),
    enabled: !isBlank,
    placeholderData: (before) => before,
    refetchInterval: ({ state }) => untilPastMs(state.data),
    retry: false,
  })
  const errors = found.error instanceof Problem ? found.error.errors : []
  return {
    // What was there before stays until there is an answer, also for a schedule that is not asked about.
    preview: found.data === undefined || isBlank ? null : firesOf(found.data, draft),
    error: found.error,
    fieldErrors: { schedule: errorOf(errors, 'schedule'), timeZone: errorOf(errors, 'timeZone') },
  }
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
