import { useEffect, useRef, useState } from 'react'
import { session } from '../../api/session'
import { useMe } from '../../api/useMe'
import type { JobDraft } from '../../lib/jobDraft'
import { type DraftState, useDraft } from './draftState'

interface Kept {
  readonly reader: string
  readonly jobId: string | null
  readonly text: string
  /** Of the version that it is a change of. */
  readonly etag: string | null
}

/** What was being written when the server asked for a key, as it does when a token has expired: the pages are then taken away. */
let kept: Kept | null = null

/** A draft that outlasts a sign-in in this tab. Nobody but the one who wrote it gets it back. */
export function useKeptDraft(initial: JobDraft, jobId: string | null, etag: string | null): { state: DraftState, etag: string | null } {
  const { data: me } = useMe()
  const reader = me === undefined ? null : `${me.id} ${me.namespace}`
  const [before] = useState(() => (kept?.reader === reader && kept.jobId === jobId ? kept : null))
  const state = useDraft(initial, before?.text)
  const base = before === null ? etag : before.etag
  const latest = useRef<Kept | null>(null)
  latest.current = reader !== null && state.isChanged ? { reader, jobId, text: state.text, etag: base } : null
  useEffect(() => {
    kept = null
    return () => { if (session.get().isRefused) kept = latest.current }
  }, [])
  return { state, etag: base }
}
