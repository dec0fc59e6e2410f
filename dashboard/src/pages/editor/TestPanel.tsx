import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import type { ApiRequest } from '../../api/request'
import type { TestResult } from '../../api/types'
import { formatMs } from '../../lib/durations'
import { redactedNames } from '../../lib/headerRows'
import { toBody } from '../../lib/jobDraft'
import { CurlButton } from '../../parts/CurlButton'
import { Panel } from '../../parts/Panel'
import { ProblemAlert } from '../../parts/ProblemAlert'
import { StatusPill } from '../../parts/StatusPill'
import { useAction } from '../../parts/useAction'
import type { Problem } from '../../api/problem'
import type { DraftState } from './draftState'

/** Calls the target once before anything is saved. */
export function TestPanel({ state }: { state: DraftState }) {
  const [outcome, setOutcome] = useState<TestResult | Problem | null>(null)
  const test = useAction<TestResult>(setOutcome, (problem) => {
    setOutcome(problem)
    state.setErrors(problem.errors)
  })
  const request: ApiRequest = { method: 'POST', path: '/jobs/test', body: toBody(state.draft) }
  const redacted = redactedNames(state.draft['headers'])
  const isOff = !state.isComplete || redacted.length > 0
  return (
    <Panel title="Test call" minHeight={130}>
      <Group>
        <Button.Group>
          <Button variant="default" aria-disabled={test.isPending} disabled={isOff} onClick={() => test.mutate(request)}>
            Call the target now
          </Button>
          <CurlButton request={request} what="Test call" isDisabled={isOff} />
        </Button.Group>
        <Text size="sm" c="dimmed">
          {redacted.length === 0 ? 'Nothing is stored and nothing retried.'
            : `A test has no stored header values. To make one, write the value of ${redacted.join(', ')}.`}
        </Text>
      </Group>
      <div aria-live="polite">
        {outcome instanceof Error ? <div className="gap-top"><ProblemAlert error={outcome} /></div>
          : outcome !== null && <Outcome result={outcome} />}
      </div>
    </Panel>
  )
}

function Outcome({ result }: { result: TestResult }) {
  return (
    <>
      <Group gap="sm" mt="sm" className="num">
        <StatusPill status={result.outcome} />
        <span>{result.httpStatus === null ? 'no answer' : `HTTP ${result.httpStatus}`}</span>
        <span>{formatMs(result.durationMs)}</span>
        {result.error !== null && <span className="bad wrap-anywhere">{result.error}</span>}
      </Group>
      {result.response !== null && <pre className="text" tabIndex={0} aria-label="What was answered">{result.response}</pre>}
    </>
  )
}
