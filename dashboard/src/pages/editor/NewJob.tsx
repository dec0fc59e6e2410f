import { useState } from 'react'
import { newDraft } from '../../lib/jobDraft'
import { hrefTo } from '../../lib/route'
import { readerZone } from '../../lib/times'
import { Editor } from './Editor'
import { useKeptDraft } from './useKeptDraft'

export default function NewJob() {
  const [initial] = useState(() => newDraft(readerZone))
  const { state } = useKeptDraft(initial, null, null)
  return (
    <Editor title="New job" state={state} jobId={null} cancelHref={hrefTo(['jobs'])}
      saveWith={(body) => ({ method: 'POST', path: '/jobs', body })} />
  )
}
