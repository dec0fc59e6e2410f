import { useMemo, useState } from 'react'
import { newDraft } from '../../lib/jobDraft'
import { hrefTo } from '../../lib/route'
import { readerZone } from '../../lib/times'
import { Editor } from './Editor'
import { useKeptDraft } from './useKeptDraft'

export default function NewJob() {
  const [initial] = useState(() => newDraft(readerZone))
  const { state } = useKeptDraft(initial, null, null)
  // Saved again after an answer that was lost, it is the same job.
  const idempotencyKey = useMemo(randomKey, [state.draft])
  return (
    <Editor title="New job" state={state} jobId={null} cancelHref={hrefTo(['jobs'])}
      saveWith={(body) => ({ method: 'POST', path: '/jobs', body, headers: { 'Idempotency-Key': idempotencyKey } })} />
  )
}

/** `crypto.randomUUID` is there for https and localhost alone. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
