import { Text } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import { isMissing } from '../../api/problem'
import { useAlerts } from '../../api/useAlerts'
import { jobToName } from '../../api/useJobName'
import { type FailingJob, failingJobs } from '../../lib/failing'
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
/** How many jobs without a name are looked up. */
const unnamedMax = 10

export function Failing() {
  const alerts = useAlerts(alertsMax)
  const jobs = useWithoutDeleted(useMemo(() => failingJobs(alerts.data?.alerts ?? []), [alerts.data]))
  const isPart = alerts.data !== undefined && alerts.data.nextCursor !== null
  const title = jobs.length === 0 ? 'Failing jobs' : `Failing jobs (${jobs.length})`
  return (
    <Panel title={title} minHeight={294} action={isPart && <Text size="sm" c="dimmed">Of the latest {alertsMax} alerts</Text>}>
      {alerts.data === undefined ? <NotLoaded query={alerts} lines={jobsMax} />
        : jobs.length === 0 && isPart ? <Empty title="None found">A job may be failing whose alert is older.</Empty>
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

/** Alerts of a deleted job stay, without the name that it had. */
function useWithoutDeleted(jobs: readonly FailingJob[]): readonly FailingJob[] {
  const unnamed = jobs.filter(({ jobName }) => jobName === null).slice(0, unnamedMax)
  const found = useQueries({ queries: unnamed.map(({ jobId }) => jobToName(jobId)) })
  const deleted = new Set(unnamed.filter((_, index) => isMissing(found[index]?.error)))
  return jobs.filter((job) => !deleted.has(job))
}
