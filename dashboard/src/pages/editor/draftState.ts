import { useCallback, useMemo, useState } from 'react'
import type { FieldError, Json } from '../../api/types'
import { errorOf, formatDraft, type JobDraft, parseDraft, withField } from '../../lib/jobDraft'

/** The job being written, as fields and as text. Each follows the other; text that is no job yet changes no field. */
export interface DraftState {
  readonly draft: JobDraft
  readonly text: string
  readonly textError: string | null
  readonly isChanged: boolean
  set(field: string, value: Json | undefined): void
  setText(text: string): void
  /** What the server said of the last request, until the field is changed. */
  setErrors(errors: readonly FieldError[]): void
  errorOf(field: string): string | undefined
  /** What the server said of fields that the form does not show. */
  otherErrors(shown: readonly string[]): readonly FieldError[]
}

type Written = Pick<DraftState, 'draft' | 'text' | 'textError'>

function withText(old: Written, text: string): Written {
  const parsed = parseDraft(text)
  return 'draft' in parsed ? { draft: parsed.draft, text, textError: null } : { ...old, text, textError: parsed.error }
}

/** `written` is what was made of it before. */
export function useDraft(initial: JobDraft, written: string | null = null): DraftState {
  const [state, setState] = useState<Written>(() => {
    const whole = { draft: initial, text: formatDraft(initial), textError: null }
    return written === null ? whole : withText(whole, written)
  })
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const [first] = useState(() => formatDraft(initial))

  const set = useCallback((field: string, value: Json | undefined) => {
    setState((old) => {
      const draft = withField(old.draft, field, value)
      return { draft, text: formatDraft(draft), textError: null }
    })
    setErrors((old) => old.filter((error) => errorOf([error], field) === undefined))
  }, [])
  const setText = useCallback((text: string) => {
    setState((old) => withText(old, text))
    setErrors([])
  }, [])

  return useMemo(() => ({
    ...state,
    isChanged: state.text !== first,
    set,
    setText,
    setErrors,
    errorOf: (field: string) => errorOf(errors, field),
    otherErrors: (shown: readonly string[]) =>
      errors.filter((error) => !shown.some((field) => errorOf([error], field) !== undefined)),
  }), [state, errors, first, set, setText])
}
