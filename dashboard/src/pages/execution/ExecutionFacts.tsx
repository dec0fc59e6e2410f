import type { Execution } from '../../api/types'
import { useJobName } from '../../api/useJobName'
import { formatMsOr } from '../../lib/durations'
import { hrefTo } from '../../lib/route'
import { Copyable } from '../../parts/Copyable'
import { Facts } from '../../parts/Facts'
import { Time } from '../../parts/Time'

const causeWords: Record<Execution['cause'], string> = { SCHEDULE: 'Schedule', MANUAL: 'Triggered', REPLAY: 'Replay' }

export function ExecutionFacts({ execution }: { execution: Execution }) {
  const name = useJobName(execution.jobId)
  const { skippedCount, skippedFrom, skippedTo, nextAttemptAt } = execution
  return (
    <Facts facts={[
      ['Job', <><a className="link" href={hrefTo(['jobs', execution.jobId])}>{name}</a>, version {execution.jobVersion}</>],
      ['Id', <Copyable text={execution.id} what="Execution id" />],
      ['Cause', causeWords[execution.cause]],
      ['Scheduled', <Time at={execution.scheduledAt} form="precise" />],
      ['Started', <Time at={execution.startedAt} form="precise" />],
      ['Completed', <Time at={execution.completedAt} form="precise" />],
      ['Drift', formatMsOr(execution.driftMs)],
      ['Duration', formatMsOr(execution.durationMs)],
      ['HTTP status', execution.httpStatus ?? '–'],
      ['Retries', execution.retryCount],
      ...(nextAttemptAt === undefined ? [] : [['Next attempt', <Time at={nextAttemptAt} form="relative" />] as const]),
      ...(skippedCount === undefined ? [] : [['Skipped', (
        <>{skippedCount} occurrences, <Time at={skippedFrom} form="full" /> to <Time at={skippedTo} form="full" /></>
      )] as const]),
      ['Error', execution.error ?? 'None'],
      ['Node', execution.node ?? '–'],
    ]} />
  )
}
