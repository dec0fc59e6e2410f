import { Button } from '@mantine/core'
import { changeJob, deleteJob } from '../../api/jobRequests'
import type { Job, Requested } from '../../api/types'
import { hrefTo } from '../../lib/route'
import { ActionButton } from '../../parts/ActionButton'
import { Icon } from '../../parts/icons'
import { say } from '../../parts/toast'
import { goTo } from '../../parts/useRoute'

export function JobActions({ job }: { job: Job }) {
  const name = job.name ?? 'this job'
  return (
    <>
      <ActionButton<Requested> label="Trigger" icon={<Icon name="play" />} request={changeJob(job.id, 'trigger')}
        onDone={({ executionId }) => say('The job runs', { link: { href: hrefTo(['executions', executionId]), text: 'Execution' } })} />
      {job.isActive
        ? <ActionButton label="Pause" icon={<Icon name="pause" />} request={changeJob(job.id, 'pause')} onDone={() => say('Paused')} />
        : <ActionButton label="Resume" icon={<Icon name="play" />} request={changeJob(job.id, 'resume')} onDone={() => say('Resumed')} />}
      <Button component="a" variant="default" href={hrefTo(['jobs', job.id, 'edit'])}>Edit</Button>
      <ActionButton label="Delete" isDangerous request={deleteJob(job.id)}
        question={`Delete ${name}? It fires no more; its executions stay readable.`}
        onDone={() => say(`Deleted ${name}`)} goOn={() => goTo(hrefTo(['jobs']))} />
    </>
  )
}
