import { Button, Group, SimpleGrid, Stack, Textarea } from '@mantine/core'
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { Problem } from '../../api/problem'
import type { ApiRequest } from '../../api/request'
import type { Job } from '../../api/types'
import { type JobDraft, toBody } from '../../lib/jobDraft'
import { hrefTo } from '../../lib/route'
import { CurlButton } from '../../parts/CurlButton'
import { PageHead } from '../../parts/PageHead'
import { Panel } from '../../parts/Panel'
import { ProblemAlert } from '../../parts/ProblemAlert'
import { say } from '../../parts/toast'
import { leaveFor } from '../../parts/useRoute'
import { useAction } from '../../parts/useAction'
import type { DraftState } from './draftState'
import { JobForm, shownFields } from './JobForm'
import { PreviewPanel } from './PreviewPanel'
import { TestPanel } from './TestPanel'
import { usePreview } from './usePreview'
import { useUnsaved } from './useUnsaved'

interface Props {
  title: string
  state: DraftState
  jobId: string | null
  cancelHref: string
  saveWith: (body: JobDraft) => ApiRequest
  /** What can be done about a problem of saving, beyond trying again. */
  remedy?: (problem: Problem) => ReactNode
}

export function Editor({ title, state, jobId, cancelHref, saveWith, remedy }: Props) {
  const [problem, setProblem] = useState<Problem | null>(null)
  const { preview, error, fieldErrors } = usePreview(state.draft, jobId)
  const request = saveWith(toBody(state.draft))
  const save = useAction<Job>(() => say('Saved'), (found) => {
    setProblem(found)
    state.setErrors(found.errors)
  }, (job) => leaveFor(hrefTo(['jobs', job.id])))
  useUnsaved(state.isChanged && !save.isSuccess)
  const refusal = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (problem === null) return
    window.scrollTo(0, 0)
    refusal.current?.focus({ preventScroll: true })
  }, [problem])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setProblem(null)
    save.mutate(request)
  }
  const others = state.otherErrors(shownFields)
  return (
    <form onSubmit={submit} noValidate aria-label={title}>
      <PageHead title={title}>
        <Button component="a" variant="default" href={cancelHref}>Cancel</Button>
        <Button.Group>
          <Button type="submit" aria-disabled={save.isPending} disabled={!state.isComplete}>Save</Button>
          <CurlButton request={request} what="Save" isDisabled={!state.isComplete} />
        </Button.Group>
      </PageHead>
      {problem !== null && (
        <Group ref={refusal} tabIndex={-1} mb="md" align="stretch" gap="sm" className="fill">
          <ProblemAlert error={problem} withFields={others.length > 0} />
          {remedy?.(problem)}
        </Group>
      )}
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <JobForm state={state} liveErrors={fieldErrors} />
        <Stack>
          <PreviewPanel preview={preview} error={error}
            isAtField={fieldErrors.schedule !== undefined || fieldErrors.timeZone !== undefined} />
          <TestPanel state={state} />
          <Panel title="JSON">
            <Textarea aria-label="The job as JSON" autosize minRows={12} maxRows={40} classNames={{ input: 'mono' }} spellCheck={false}
              value={state.text} error={state.textError === null ? null : `${state.textError}. The form waits for it.`}
                onChange={(event) => state.setText(event.currentTarget.value)} />
          </Panel>
        </Stack>
      </SimpleGrid>
    </form>
  )
}
