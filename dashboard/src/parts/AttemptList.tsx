import { Stack, Text } from '@mantine/core'
import type { Attempt } from '../api/types'
import { formatMsOr } from '../lib/durations'
import { Time } from './Time'

/** What targets answer is foreign: it is only ever shown as text. */
export function AttemptList({ attempts }: { attempts: readonly Attempt[] }) {
  if (attempts.length === 0) return <Text size="sm" c="dimmed">No attempt yet.</Text>
  return (
    <Stack component="ol" gap="sm" className="plain-list">
      {attempts.map((attempt) => (
        <li key={attempt.number}>
          <div className="attempt num">
            <strong>Attempt {attempt.number}</strong>
            <Time at={attempt.startedAt} form="precise" />
            <span>{attempt.httpStatus === null ? 'no answer' : `HTTP ${attempt.httpStatus}`}</span>
            <span>{formatMsOr(attempt.durationMs)}</span>
            {attempt.error !== null && <span className="bad wrap-anywhere">{attempt.error}</span>}
          </div>
          {attempt.response !== null && (
            <pre className="text" tabIndex={0} aria-label={`What attempt ${attempt.number} was answered`}>{attempt.response}</pre>
          )}
        </li>
      ))}
    </Stack>
  )
}
