import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { type Answer, send } from '../../api/client'
import { part } from '../../api/request'
import type { Job } from '../../api/types'
import { draftOf } from '../../lib/jobDraft'
import { hrefTo } from '../../lib/route'
import { useConfirm } from '../../parts/confirm'
import { NotLoaded } from '../../parts/NotLoaded'
import { PageHead } from '../../parts/PageHead'
import { Editor } from './Editor'
import { useKeptDraft } from './useKeptDraft'

/** Edits the version that was read when the page was opened; a save over a later one is refused. */
export default function EditJob({ id }: { id: string }) {
  const [round, setRound] = useState(0)
  const found = useQuery({
    queryKey: ['jobToEdit', id, round],
    queryFn: ({ signal }) => send<Job>({ method: 'GET', path: `/jobs/${part(id)}` }, signal),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
  if (found.data === undefined) {
    return (
      <>
        <PageHead title="Edit job" />
        <NotLoaded query={found} lines={12} />
      </>
    )
  }
  return <Loaded key={round} id={id} answer={found.data} onReload={() => setRound((old) => old + 1)} />
}

/** Holds on to the first answer: a later one must not slip its ETag under changes that were made to this one. */
function Loaded({ id, answer, onReload }: { id: string, answer: Answer<Job>, onReload: () => void }) {
  const [{ data: job, etag: read }] = useState(answer)
  const initial = useMemo(() => draftOf(job), [job])
  const { state, etag } = useKeptDraft(initial, id, read)
  const confirm = useConfirm()
  const reload = async () => {
    const question = 'Show the newer version? What you have changed here is lost.'
    if (!state.isChanged || await confirm({ question, yes: 'Show it', isDangerous: true })) onReload()
  }
  return (
    <Editor title={`Edit ${job.name ?? 'job'}`} state={state} jobId={id} cancelHref={hrefTo(['jobs', id])}
      saveWith={(body) => ({
        method: 'PUT', path: `/jobs/${part(id)}`, body, ...(etag === null ? {} : { headers: { 'If-Match': etag } }),
      })}
      remedy={(problem) => problem.status === 412 && (
        <Button variant="default" onClick={() => void reload()}>Show the newer version</Button>
      )} />
  )
}
