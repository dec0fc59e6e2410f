import { Checkbox, Table } from '@mantine/core'
import type { Job } from '../../api/types'
import { hrefTo } from '../../lib/route'
import type { Selection } from '../../parts/ExecutionTable'
import { ScrollTable } from '../../parts/ScrollTable'
import { StatePill } from '../../parts/StatePill'
import { Time } from '../../parts/Time'
import { JobMenu } from './JobMenu'

/** Without a selection the jobs are only read. */
export function JobTable({ jobs, selection }: { jobs: readonly Job[], selection?: Selection }) {
  const ids = jobs.map(({ id }) => id)
  const chosen = selection === undefined ? 0 : ids.filter((id) => selection.ids.has(id)).length
  return (
    <ScrollTable what="Jobs" width={940} highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          {selection && (
            <Table.Th w={40}>
              <Checkbox size="xs" aria-label="Select all on this page" checked={chosen > 0 && chosen === ids.length}
                indeterminate={chosen > 0 && chosen < ids.length}
                onChange={(event) => selection.setAll(ids, event.currentTarget.checked)} />
            </Table.Th>
          )}
          <Table.Th w="20%">Name</Table.Th>
          <Table.Th w={96}>State</Table.Th>
          <Table.Th w="21%">Schedule</Table.Th>
          <Table.Th w={104}>Next</Table.Th>
          <Table.Th>Target</Table.Th>
          <Table.Th w="13%">Tags</Table.Th>
          {selection && <Table.Th w={52}><span className="sr-only">Actions</span></Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>{jobs.map((job) => <Row key={job.id} job={job} {...(selection ? { selection } : {})} />)}</Table.Tbody>
    </ScrollTable>
  )
}

function Row({ job, selection }: { job: Job, selection?: Selection }) {
  const name = job.name ?? `…${job.id.slice(-12)}`
  return (
    <Table.Tr>
      {selection && (
        <Table.Td>
          <Checkbox size="xs" aria-label={`Select ${name}`} checked={selection.ids.has(job.id)}
            onChange={() => selection.toggle(job.id)} />
        </Table.Td>
      )}
      <Table.Td title={job.description ?? name}><a className="link" href={hrefTo(['jobs', job.id])}>{name}</a></Table.Td>
      <Table.Td><StatePill isActive={job.isActive} /></Table.Td>
      <Table.Td title={`${job.schedule} (${job.timeZone})`}>{job.scheduleDescription}</Table.Td>
      <Table.Td><Time at={job.nextExecutionTime} form="relative" /></Table.Td>
      <Table.Td title={`${job.method} ${job.api}`}>{job.method} {job.api.replace(/^https?:\/\//, '')}</Table.Td>
      <Table.Td>
        {job.tags.map((tag) => <a key={tag} className="tag" href={hrefTo(['jobs'], { tag })}>{tag}</a>)}
      </Table.Td>
      {selection && <Table.Td><JobMenu job={job} name={name} /></Table.Td>}
    </Table.Tr>
  )
}
