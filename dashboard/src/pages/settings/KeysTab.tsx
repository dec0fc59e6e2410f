import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client'
import type { KeyList } from '../../api/types'
import { Empty } from '../../parts/Empty'
import { Lines } from '../../parts/Lines'
import { ProblemAlert } from '../../parts/ProblemAlert'
import { KeyForm } from './KeyForm'
import { KeyTable } from './KeyTable'

export function KeysTab() {
  const found = useQuery({
    queryKey: ['keys'],
    queryFn: ({ signal }) => read<KeyList>('/keys', undefined, signal),
  })
  if (found.isPending) return <Lines count={6} />
  if (found.data === undefined) return <ProblemAlert error={found.error} />
  return (
    <Stack gap="lg">
      <KeyForm isFirst={found.data.keys.length === 0} />
      {found.data.keys.length === 0
        ? <Empty title="No API keys">Until there is one, only this machine reaches the API, and needs none.</Empty>
        : <KeyTable keys={found.data.keys} />}
    </Stack>
  )
}
