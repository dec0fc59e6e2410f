import { Button, Group, Paper } from '@mantine/core'
import { useEffect } from 'react'
import type { Job, JobPage } from '../../api/types'
import { useMay } from '../../api/useMe'
import { hrefTo } from '../../lib/route'
import { Empty } from '../../parts/Empty'
import { Icon } from '../../parts/icons'
import { NotLoaded } from '../../parts/NotLoaded'
import { PageHead } from '../../parts/PageHead'
import { Pager } from '../../parts/Pager'
import { usePaged } from '../../parts/usePaged'
import { useRoute } from '../../parts/useRoute'
import { useSelection } from '../../parts/useSelection'
import { BulkBar } from './BulkBar'
import { Filters } from './Filters'
import { JobTable } from './JobTable'

/** Next fires move on, and others may edit. */
const refetchMs = 10_000
/** A search reads many jobs for its answer. */
const searchMs = 60_000

export default function Jobs() {
  const { query } = useRoute()
  const mayWrite = useMay('write')
  const filter = {
    text: query.get('text'), tag: query.get('tag'), name: query.get('name'), active: query.get('active'),
    failing: query.get('failing'),
  }
  const list = usePaged<JobPage, Job>({
    key: ['jobs'],
    path: '/jobs',
    query: filter,
    pick: ({ jobs, nextCursor }) => ({ items: jobs, nextCursor }),
    refetchMs: filter.text === null ? refetchMs : searchMs,
  })
  const selection = useSelection()
  const place = query.toString()
  const { clear } = selection
  useEffect(() => clear(), [place])
  const isFiltered = Object.values(filter).some((value) => value !== null)
  return (
    <>
      <PageHead title="Jobs">
        {mayWrite && <Button component="a" href={hrefTo(['jobs', 'new'])} leftSection={<Icon name="add" />}>New job</Button>}
      </PageHead>
      <Filters filter={filter} />
      {mayWrite && <BulkBar selection={selection} jobs={list.items} />}
      <Paper withBorder p="xs">
        {list.data === undefined ? <NotLoaded query={list} lines={12} height={44} />
          : list.items.length > 0 ? <JobTable jobs={list.items} {...(mayWrite ? { selection } : {})} />
          : isFiltered ? <Empty title="No job matches">Change the search or <a className="link" href="#/jobs">show all</a>.</Empty>
          : (
            <Empty title="There is no job yet">
              {mayWrite && (
                <Group justify="center" mt="sm">
                  <Button component="a" href={hrefTo(['jobs', 'new'])} variant="default">Create the first</Button>
                </Group>
              )}
            </Empty>
          )}
      </Paper>
      <Pager {...list.pager} />
    </>
  )
}
