import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client'
import { part } from '../../api/request'
import type { Job, Preview } from '../../api/types'
import { untilPastMs } from '../../lib/fires'
import { Empty } from '../../parts/Empty'
import { FireTable } from '../../parts/FireTable'
import { NotLoaded } from '../../parts/NotLoaded'
import { Panel } from '../../parts/Panel'

const count = 10

export function NextFires({ job }: { job: Job }) {
  const next = useQuery({
    queryKey: ['schedule', job.id, job.version],
    queryFn: ({ signal }) => read<Preview>(`/jobs/${part(job.id)}/schedule`, { count }, signal),
    placeholderData: (before) => before,
    refetchInterval: ({ state }) => untilPastMs(state.data),
  })
  return (
    <Panel title="Next fires" minHeight={500}>
      {next.data === undefined ? <NotLoaded query={next} lines={count} />
        : next.data.nextExecutions.length === 0
          ? <Empty title={job.isActive ? 'It does not fire again' : 'It is paused'}>{job.isActive ? '' : 'Resume it to let it fire.'}</Empty>
          : <FireTable preview={next.data} />}
    </Panel>
  )
}
