import { Menu } from '@mantine/core'
import { type ComponentPropsWithRef, useEffect, useState } from 'react'
import { changeJob, deleteJob } from '../../api/jobRequests'
import type { ApiRequest } from '../../api/request'
import type { Job, Requested } from '../../api/types'
import { hrefTo } from '../../lib/route'
import { useConfirm } from '../../parts/confirm'
import { copy } from '../../parts/copy'
import { curlOf } from '../../parts/curlOf'
import { Icon } from '../../parts/icons'
import { say } from '../../parts/toast'
import { useAction } from '../../parts/useAction'

/** A button that becomes a menu when it is pressed: fifty menus cost more than the rest of the page. */
export function JobMenu({ job, name }: { job: Job, name: string }) {
  const [isMenu, setIsMenu] = useState(false)
  return isMenu ? <OpenMenu job={job} name={name} /> : <MenuButton name={name} onClick={() => setIsMenu(true)} />
}

function MenuButton({ name, ...rest }: { name: string } & ComponentPropsWithRef<'button'>) {
  return (
    <button type="button" className="icon-button" aria-haspopup="menu" aria-label={`Actions for ${name}`} {...rest}><Icon name="more" /></button>
  )
}

function OpenMenu({ job, name }: { job: Job, name: string }) {
  // It opens once its button has the focus, which then comes back to it.
  const [isOpen, setIsOpen] = useState(false)
  useEffect(() => setIsOpen(true), [])
  const confirm = useConfirm()
  const trigger = useAction<Requested>(({ executionId }) =>
    say(`${name} runs`, { link: { href: hrefTo(['executions', executionId]), text: 'Execution' } }))
  const change = useAction<unknown>(() => say(`${name}: done`))
  const pauseOrResume = job.isActive ? 'pause' : 'resume'
  const requests: readonly (readonly [string, ApiRequest])[] = [
    ['Trigger', changeJob(job.id, 'trigger')],
    [job.isActive ? 'Pause' : 'Resume', changeJob(job.id, pauseOrResume)],
    ['Delete', deleteJob(job.id)],
  ]
  const remove = async () => {
    const question = `Delete ${name}? It fires no more; its executions stay readable.`
    if (await confirm({ question, yes: 'Delete', isDangerous: true })) change.mutate(deleteJob(job.id))
  }
  return (
    <Menu position="bottom-end" withInitialFocusPlaceholder={false} width={200} opened={isOpen} onChange={setIsOpen}>
      <Menu.Target><MenuButton name={name} autoFocus /></Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => trigger.mutate(changeJob(job.id, 'trigger'))}>Trigger</Menu.Item>
        <Menu.Item onClick={() => change.mutate(changeJob(job.id, pauseOrResume))}>{job.isActive ? 'Pause' : 'Resume'}</Menu.Item>
        <Menu.Item component="a" href={hrefTo(['jobs', job.id, 'edit'])}>Edit</Menu.Item>
        <Menu.Item className="menu-danger" onClick={() => void remove()}>Delete</Menu.Item>
        <Menu.Divider />
        <Menu.Label>Copy as curl</Menu.Label>
        {requests.map(([label, request]) => (
          <Menu.Item key={label} leftSection={<Icon name="terminal" size={14} />} aria-label={`Copy “${label}” as curl`}
            onClick={() => void copy(curlOf(request), 'Command')}>{label}</Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
