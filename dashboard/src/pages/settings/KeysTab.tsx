import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client'
import type { KeyList } from '../../api/types'
import { Empty } from '../../parts/Empty'
import { NotLoaded } from '../../parts/NotLoaded'
import { KeyForm } from './KeyForm'
import { KeyTable } from './KeyTable'

export function KeysTab() {
  const found = useQuery({
    queryKey: ['keys'],
    queryFn: ({ signal }) => read<KeyList>('/keys', undefined, signal),
  })
  if (found.data === undefined) return <NotLoaded query={found} lines={6} />
  return (
    <Stack gap="lg">
      <KeyForm isFirst={found.data.keys.length === 0} />
      {found.data.keys.length === 0
        ? <Empty title="No API keys">Until there is one, only this machine reaches the API, and needs none.</Empty>
        : <KeyTable keys={found.data.keys} />}
    </Stack>
  )
}
