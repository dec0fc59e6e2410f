import { useState } from 'react'
import { newDraft } from '../../lib/jobDraft'
import { hrefTo } from '../../lib/route'
import { readerZone } from '../../lib/times'
import { Editor } from './Editor'

export default function NewJob() {
  const [initial] = useState(() => newDraft(readerZone))
  return (
    <Editor title="New job" initial={initial} jobId={null} cancelHref={hrefTo(['jobs'])}
      saveWith={(body) => ({ method: 'POST', path: '/jobs', body })} />
  )
}
