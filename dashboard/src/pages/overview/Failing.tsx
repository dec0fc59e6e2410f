import { Table } from '@mantine/core'
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
            <Table.Thead>
              <Table.Tr><Table.Th w="42%">Job</Table.Th><Table.Th>Error</Table.Th><Table.Th w={84}>Failures</Table.Th>
                <Table.Th w={90}>Latest</Table.Th></Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {jobs.slice(0, jobsMax).map((job, row) => (
                <Table.Tr key={row}>
                  <Table.Td><a className="link" href={hrefTo(['jobs', job.jobId])}>{job.jobName ?? job.jobId}</a></Table.Td>
                  <Table.Td title={job.error ?? ''}>
                    <a className="link" href={hrefTo(['executions', job.executionId])}>{job.error ?? 'Execution'}</a>
                  </Table.Td>
                  <Table.Td className="num" title={plural(job.failures, 'failure')}>{job.failures}</Table.Td>
                  <Table.Td><Time at={job.latestAt} form="relative" /></Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </ScrollTable>
        )}
    </Panel>
  )
}
