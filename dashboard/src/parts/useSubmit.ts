import { type FormEvent, useState } from 'react'
import type { Problem } from '../api/problem'
import type { ApiRequest } from '../api/request'
import { errorOf } from '../lib/jobDraft'
import { useAction } from './useAction'

/** A form that sends one request and shows what is wrong with it, at the field where that has one. */
export function useSubmit<T>(request: ApiRequest, onDone: (data: T) => void) {
  const [problem, setProblem] = useState<Problem | null>(null)
  const action = useAction<T>(onDone, setProblem)
  return {
    problem,
    isPending: action.isPending,
    error: (field: string) => errorOf(problem?.errors ?? [], field) ?? null,
    submit: (event: FormEvent) => {
      event.preventDefault()
      setProblem(null)
      action.mutate(request)
    },
  }
}
