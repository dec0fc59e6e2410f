import { useCallback, useMemo, useState } from 'react'
import type { FieldError, Json } from '../../api/types'
import { errorOf, formatDraft, type JobDraft, parseDraft, withField } from '../../lib/jobDraft'

/** The job being written, as fields and as text. Each follows the other; while the text is no job yet, no field changes. */
export interface DraftState {
  readonly draft: JobDraft
  readonly text: string
  readonly textError: string | null
  /** Fields whose value is being written: the draft still has the last one that could be sent. */
  readonly unfinished: readonly string[]
  /** Whether the draft is what the reader has written, and may be sent. */
  readonly isComplete: boolean
  readonly isChanged: boolean
  set(field: string, value: Json | undefined): void
  setText(text: string): void
  leaveUnfinished(field: string): void
  /** What the server said of the last request, until the field is changed. */
  setErrors(errors: readonly FieldError[]): void
  errorOf(field: string): string | undefined
  /** What the server said of fields that the form does not show. */
  otherErrors(shown: readonly string[]): readonly FieldError[]
}

type Written = Pick<DraftState, 'draft' | 'text' | 'textError' | 'unfinished'>

function withText(old: Written, text: string): Written {
  const parsed = parseDraft(text)
  if ('error' in parsed) return { ...old, text, textError: parsed.error }
  const { draft } = parsed
  const isSame = (field: string) => JSON.stringify(draft[field]) === JSON.stringify(old.draft[field])
  return { draft, text, textError: null, unfinished: old.unfinished.filter(isSame) }
}

/** `written` is what was made of it before. */
export function useDraft(initial: JobDraft, written: string | null = null): DraftState {
  const [state, setState] = useState<Written>(() => {
    const whole = { draft: initial, text: formatDraft(initial), textError: null, unfinished: [] }
    return written === null ? whole : withText(whole, written)
  })
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const [first] = useState(() => formatDraft(initial))

  const set = useCallback((field: string, value: Json | undefined) => {
    setState((old) => {
      if (old.textError !== null) return old
      const draft = withField(old.draft, field, value)
      return { draft, text: formatDraft(draft), textError: null, unfinished: old.unfinished.filter((other) => other !== field) }
    })
    setErrors((old) => old.filter((error) => errorOf([error], field) === undefined))
  }, [])
  const setText = useCallback((text: string) => {
    setState((old) => withText(old, text))
    setErrors([])
  }, [])
  const leaveUnfinished = useCallback(
    (field: string) => setState((old) => ({ ...old, unfinished: [...new Set(old.unfinished).add(field)] })), [])

  return useMemo(() => ({
    ...state,
    isComplete: state.textError === null && state.unfinished.length === 0,
    isChanged: state.text !== first || state.unfinished.length > 0,
    set,
    setText,
    leaveUnfinished,
    setErrors,
    errorOf: (field: string) => errorOf(errors, field),
    otherErrors: (shown: readonly string[]) =>
      errors.filter((error) => !shown.some((field) => errorOf([error], field) !== undefined)),
  }), [state, errors, first, set, setText, leaveUnfinished])
}
