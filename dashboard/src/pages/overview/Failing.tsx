import { useMemo } from 'react'
import { useAlerts } from '../../api/useAlerts'
import { failingJobs } from '../../lib/failing'
import { plural } from '../../lib/numbers'
import { hrefTo } from '../../lib/route'
import { Empty } from '../../parts/Empty'
import { NotLoaded } from '../../parts/NotLoaded'
import { Panel } from '../../parts/Panel'
import { ScrollTable } from '../../parts/ScrollTable'
import { Time } from '../../parts/Time'

/** How many alerts are looked at, and how many jobs are shown. */
const alertsMax = 200
const jobsMax = 5

export function Failing() {
  const alerts = useAlerts(alertsMax)
  const jobs = useMemo(() => failingJobs(alerts.data?.alerts ?? []), [alerts.data])
  const title = jobs.length === 0 ? 'Failing jobs' : `Failing jobs (${jobs.length})`
  return (
    <Panel title={title} minHeight={294}>
      {alerts.data === undefined ? <NotLoaded query={alerts} lines={jobsMax} />
        : jobs.length === 0 ? <Empty title="No job is failing">A job is listed here from a failure to its recovery.</Empty>
        : (
          <ScrollTable what="Failing jobs" width={480}>
            <thead>
              <tr><th style={{ width: '42%' }}>Job</th><th>Error</th><th style={{ width: 84 }}>Failures</th>
                <th style={{ width: 90 }}>Latest</th></tr>
            </thead>
            <tbody>
              {jobs.slice(0, jobsMax).map((job, row) => (
                <tr key={row}>
                  <td><a className="link" href={hrefTo(['jobs', job.jobId])}>{job.jobName ?? job.jobId}</a></td>
                  <td title={job.error ?? ''}>
                    <a className="link" href={hrefTo(['executions', job.executionId])}>{job.error ?? 'Execution'}</a>
                  </td>
                  <td className="num" title={plural(job.failures, 'failure')}>{job.failures}</td>
                  <td><Time at={job.latestAt} form="relative" /></td>
                </tr>
              ))}
            </tbody>
          </ScrollTable>
        )}
    </Panel>
  )
}
