import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { read } from '../../api/client'
import { Problem } from '../../api/problem'
import type { Preview } from '../../api/types'
import { errorOf, type JobDraft } from '../../lib/jobDraft'

const count = 10
const pauseMs = 350

/** What the schedule means, asked once typing pauses. */
export function usePreview(draft: JobDraft, jobId: string | null) {
  const asked = useSettled(JSON.stringify({
    schedule: textOf(draft['schedule']), timeZone: textOf(draft['timeZone']), dst: textOf(draft['dst']),
  }))
  const query = JSON.parse(asked) as { schedule: string, timeZone: string, dst: string }
  const found = useQuery({
    queryKey: ['preview', query, jobId],
    queryFn: ({ signal }) => read<Preview>('/schedules/preview', { ...query, count, jobId }, signal),
    enabled: query.schedule.trim() !== '',
    placeholderData: (before) => before,
    retry: false,
  })
  const errors = found.error instanceof Problem ? found.error.errors : []
  return {
    preview: found.data ?? null,
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
