import { SimpleGrid, Stack } from '@mantine/core'
import { useJob } from '../../api/useJob'
import { useMay } from '../../api/useMe'
import { Copyable } from '../../parts/Copyable'
import { NotLoaded } from '../../parts/NotLoaded'
import { PageHead } from '../../parts/PageHead'
import { Panel } from '../../parts/Panel'
import { StatePill } from '../../parts/StatePill'
import { Definition } from './Definition'
import { JobActions } from './JobActions'
import { JobTabs } from './JobTabs'
import { NextFires } from './NextFires'
import { Stats } from './Stats'
import { TimelinePanel } from './TimelinePanel'

export default function JobPage({ id }: { id: string }) {
  const found = useJob(id)
  const mayWrite = useMay('write')
  const job = found.data?.job
  if (job === undefined) {
    return (
      <>
        <PageHead title="Job" />
        <NotLoaded query={found} lines={12} />
      </>
    )
  }
  return (
    <>
      <PageHead title={job.name ?? 'Unnamed job'} after={<StatePill isActive={job.isActive} />}>
        {mayWrite && <JobActions job={job} />}
      </PageHead>
      <Stack>
        {job.description !== null && <div className="wrap-anywhere">{job.description}</div>}
        <Copyable text={job.id} what="Job id" />
        <Stats id={id} />
        <TimelinePanel id={id} />
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          <Panel title="Definition"><Definition job={job} /></Panel>
          <NextFires job={job} />
        </SimpleGrid>
        <JobTabs id={id} />
      </Stack>
    </>
  )
}
