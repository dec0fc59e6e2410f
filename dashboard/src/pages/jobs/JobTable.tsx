import type { Job } from '../../api/types'
import { hrefTo } from '../../lib/route'
import { Check } from '../../parts/Check'
import { ScrollTable } from '../../parts/ScrollTable'
import { SelectAll } from '../../parts/SelectAll'
import { StatePill } from '../../parts/StatePill'
import { Time } from '../../parts/Time'
import type { Selection } from '../../parts/useSelection'
import { JobMenu } from './JobMenu'

/** Without a selection the jobs are only read. */
export function JobTable({ jobs, selection }: { jobs: readonly Job[], selection?: Selection }) {
  return (
    <ScrollTable what="Jobs" width={940}>
      <thead>
        <tr>
          {selection && (
            <th style={{ width: 40 }}>
              <SelectAll ids={jobs.map(({ id }) => id)} selection={selection} />
            </th>
          )}
          <th style={{ width: '20%' }}>Name</th>
          <th style={{ width: 96 }}>State</th>
          <th style={{ width: '21%' }}>Schedule</th>
          <th style={{ width: 104 }}>Next</th>
          <th>Target</th>
          <th style={{ width: '13%' }}>Tags</th>
          {selection && <th style={{ width: 52 }}><span className="sr-only">Actions</span></th>}
        </tr>
      </thead>
      <tbody>{jobs.map((job) => <Row key={job.id} job={job} {...(selection ? { selection } : {})} />)}</tbody>
    </ScrollTable>
  )
}

function Row({ job, selection }: { job: Job, selection?: Selection }) {
  const name = job.name ?? `…${job.id.slice(-12)}`
  return (
    <tr>
      {selection && (
        <td>
          <Check label={`Select ${name}`} isOn={selection.ids.has(job.id)} onChange={() => selection.toggle(job.id)} />
        </td>
      )}
      <td title={job.description ?? name}><a className="link" href={hrefTo(['jobs', job.id])}>{name}</a></td>
      <td><StatePill isActive={job.isActive} /></td>
      <td title={`${job.schedule} (${job.timeZone})`}>{job.scheduleDescription}</td>
      <td><Time at={job.nextExecutionTime} form="relative" /></td>
      <td title={`${job.method} ${job.api}`}>{job.method} {job.api.replace(/^https?:\/\//, '')}</td>
      <td>
        {job.tags.map((tag) => <a key={tag} className="tag" href={hrefTo(['jobs'], { tag })}>{tag}</a>)}
      </td>
      {selection && <td><JobMenu job={job} name={name} /></td>}
    </tr>
  )
}
