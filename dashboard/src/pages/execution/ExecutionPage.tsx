import { SimpleGrid, Stack } from '@mantine/core'
import { cancelExecution, replayExecution } from '../../api/jobRequests'
import type { Requested } from '../../api/types'
import { isUnfinished, useExecution } from '../../api/useExecution'
import { useMay } from '../../api/useMe'
import { hrefTo } from '../../lib/route'
import { ActionButton } from '../../parts/ActionButton'
import { AttemptList } from '../../parts/AttemptList'
import { NotLoaded } from '../../parts/NotLoaded'
import { PageHead } from '../../parts/PageHead'
import { Panel } from '../../parts/Panel'
import { StatusPill } from '../../parts/StatusPill'
import { say } from '../../parts/toast'
import { ExecutionFacts } from './ExecutionFacts'

export default function ExecutionPage({ id }: { id: string }) {
  const found = useExecution(id)
  const mayWrite = useMay('write')
  const execution = found.data
  if (execution === undefined) {
    return (
      <>
        <PageHead title="Execution" />
        <NotLoaded query={found} lines={8} />
      </>
    )
  }
  return (
    <>
      <PageHead title={`Execution ${id}`} after={<StatusPill status={execution.status} />}>
        {mayWrite && (isUnfinished(execution.status)
          ? <ActionButton label="Cancel" request={cancelExecution(id)} question="Stop this execution?" onDone={() => say('Cancelled')} />
          : (
            <ActionButton<Requested> label="Replay" request={replayExecution(id)}
              onDone={({ executionId }) => say('It runs again', { link: { href: hrefTo(['executions', executionId]), text: 'The new execution' } })} />
          ))}
      </PageHead>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Panel title="Record"><ExecutionFacts execution={execution} /></Panel>
        <Stack><Panel title={`Attempts (${execution.attempts.length})`}><AttemptList attempts={execution.attempts} /></Panel></Stack>
      </SimpleGrid>
    </>
  )
}
