import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client'
import { part } from '../../api/request'
import type { Job, Preview } from '../../api/types'
import { Empty } from '../../parts/Empty'
import { FireTable } from '../../parts/FireTable'
import { Lines } from '../../parts/Lines'
import { Panel } from '../../parts/Panel'
import { ProblemAlert } from '../../parts/ProblemAlert'

const count = 10

export function NextFires({ job }: { job: Job }) {
  const next = useQuery({
    // A version has its fires, and each fire makes the list a later one.
    queryKey: ['schedule', job.id, job.version, job.nextExecutionTime],
    queryFn: ({ signal }) => read<Preview>(`/jobs/${part(job.id)}/schedule`, { count }, signal),
    placeholderData: (before) => before,
  })
  return (
    <Panel title="Next fires" minHeight={500}>
      {next.isPending ? <Lines count={count} />
        : next.data === undefined ? <ProblemAlert error={next.error} />
        : next.data.nextExecutions.length === 0
          ? <Empty title={job.isActive ? 'It does not fire again' : 'It is paused'}>{job.isActive ? '' : 'Resume it to let it fire.'}</Empty>
          : <FireTable preview={next.data} />}
    </Panel>
  )
}
