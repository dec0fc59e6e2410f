import { Stack, Text } from '@mantine/core'
import { part } from '../../api/request'
import type { JobVersion, VersionPage } from '../../api/types'
import { Changes } from '../../parts/Changes'
import { NotLoaded } from '../../parts/NotLoaded'
import { Pager } from '../../parts/Pager'
import { Time } from '../../parts/Time'
import { usePaged } from '../../parts/usePaged'

export function Versions({ id }: { id: string }) {
  const list = usePaged<VersionPage, JobVersion>({
    key: ['versions', id],
    path: `/jobs/${part(id)}/versions`,
    query: {},
    pick: ({ versions, nextCursor }) => ({ items: versions, nextCursor }),
    pageSize: 20,
  })
  if (list.data === undefined) return <NotLoaded query={list} lines={5} />
  return (
    <>
      <Stack component="ol" gap="md" className="plain-list">
        {list.items.map(({ version, createdAt, changes }) => (
          <li key={version}>
            <Text size="sm" fw={600}>Version {version}, <Time at={createdAt} form="full" /></Text>
            {changes.length === 0
              ? <Text size="sm" c="dimmed">{version === 1 ? 'Created.' : 'No field changed.'}</Text>
              : <Changes changes={changes} />}
          </li>
        ))}
      </Stack>
      <Pager {...list.pager} />
    </>
  )
}
