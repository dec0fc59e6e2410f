import { Text } from '@mantine/core'
import type { Job } from '../../api/types'
import { useFailing, useFailureRuns } from '../../api/useFailing'
import type { FailureRun } from '../../lib/failing'
import { hrefTo } from '../../lib/route'
import { Empty } from '../../parts/Empty'
import { NotLoaded } from '../../parts/NotLoaded'
import { Panel } from '../../parts/Panel'
import { ScrollTable } from '../../parts/ScrollTable'
import { Time } from '../../parts/Time'

const shownMax = 5

export function Failing() {
  const failing = useFailing()
  const jobs = failing.data?.items ?? []
  const isCut = failing.data !== undefined && failing.data.nextCursor !== null
  const shown = jobs.slice(0, shownMax)
  const runs = useFailureRuns(shown)
  const title = jobs.length === 0 ? 'Failing jobs' : `Failing jobs (${jobs.length}${isCut ? '+' : ''})`
  const all = (
    <Text component="a" size="sm" className="link" href={hrefTo(['jobs'], { failing: true })}>All that are failing</Text>
  )
  return (
    <Panel title={title} minHeight={294} action={jobs.length > shown.length || isCut ? all : undefined}>
      {failing.data === undefined ? <NotLoaded query={failing} lines={shownMax} />
        : jobs.length === 0 && isCut ? <Empty title="None found yet">Many jobs of other namespaces are failing.</Empty>
        : jobs.length === 0 ? <Empty title="No job is failing">A job is listed here from a failure to its next success.</Empty>
        : (
          <ScrollTable what="Failing jobs" width={480}>
            <thead>
              <tr><th style={{ width: '42%' }}>Job</th><th>Error</th><th style={{ width: 84 }}>Failures</th>
                <th style={{ width: 108 }}>Latest</th></tr>
            </thead>
            <tbody>{shown.map((job, row) => <Row key={job.id} job={job} run={runs[row] ?? null} />)}</tbody>
          </ScrollTable>
        )}
    </Panel>
  )
}

function Row({ job, run }: { job: Job, run: FailureRun | null }) {
  return (
    <tr>
      <td><a className="link" href={hrefTo(['jobs', job.id])}>{job.name ?? job.id}</a></td>
      {run === null ? <><td /><td /><td /></> : (
        <>
          <td title={run.latest.error ?? ''}>
            <a className="link" href={hrefTo(['executions', run.latest.executionId])}>{run.latest.error ?? 'Execution'}</a>
          </td>
          <td className="num">{run.failures}{run.isCut && '+'}</td>
          <td><Time at={run.latest.createdAt} form="relative" /></td>
        </>
      )}
    </tr>
  )
}
