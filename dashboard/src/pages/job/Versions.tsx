import { Stack, Text } from '@mantine/core'
import { part } from '../../api/request'
import type { Json, JobVersion, VersionPage } from '../../api/types'
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
              : (
                <ul className="changes">
                  {changes.map(({ field, from, to }) => (
                    <li key={field}><span className="mono">{field}</span>: <del>{show(from)}</del> → <ins>{show(to)}</ins></li>
                  ))}
                </ul>
              )}
          </li>
        ))}
      </Stack>
      <Pager {...list.pager} />
    </>
  )
}

function show(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
