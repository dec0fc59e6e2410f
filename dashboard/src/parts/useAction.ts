import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { send } from '../api/client'
import { asProblem, type Problem } from '../api/problem'
import type { ApiRequest } from '../api/request'
import { say } from './toast'

/**
 * Sends changing requests, one at a time; afterwards everything on show is asked for again. Problems are said in a toast.
 * `goOn` leads to another page, unless the reader has left the one that asked; that page asks for what it shows by itself.
 */
export function useAction<T>(
  onDone: (data: T) => void, onProblem: (problem: Problem) => void = sayProblem, goOn?: (data: T) => void,
) {
  const queries = useQueryClient()
  const isBusy = useRef(false)
  const { mutate, isPending, isSuccess } = useMutation({
    mutationFn: async (request: ApiRequest) => (await send<T>(request)).data,
    onSuccess: (data) => {
      onDone(data)
      void queries.invalidateQueries({ refetchType: goOn === undefined ? 'active' : 'none' })
    },
    onError: (error) => onProblem(asProblem(error)),
    onSettled: () => { isBusy.current = false },
  })
  return {
    isPending,
    isSuccess,
    /** A second press may come before it is drawn that the first one is being sent. */
    mutate: (request: ApiRequest) => {
      if (isBusy.current) return
      isBusy.current = true
      mutate(request, { onSuccess: (data) => goOn?.(data) })
    },
  }
}

export function sayProblem(problem: Problem): void {
  const fields = problem.errors.map(({ field, message }) => `${field} ${message}`).join('; ')
  say([problem.title, problem.detail, fields].filter(Boolean).join('. '), { isError: true })
}
