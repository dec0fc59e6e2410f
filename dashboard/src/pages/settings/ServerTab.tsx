import { SimpleGrid, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client'
import type { ServerInfo } from '../../api/types'
import { Facts } from '../../parts/Facts'
import { NotLoaded } from '../../parts/NotLoaded'
import { Time } from '../../parts/Time'

export function ServerTab() {
  const found = useQuery({
    queryKey: ['info'],
    queryFn: ({ signal }) => read<ServerInfo>('/info', undefined, signal),
  })
  const info = found.data
  if (info === undefined) return <NotLoaded query={found} lines={8} />
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <section aria-labelledby="server-build">
        <Title order={2} size="h5" mb="sm" id="server-build">Build</Title>
        <Facts facts={[
          ['Version', info.version],
          ['Commit', <span className="mono">{info.build}</span>],
          ['Java', info.java],
          ['Time zone rules', info.tzDatabase],
          ['Node', info.node],
          ['Started', <Time at={info.startedAt} form="full" />],
        ]} />
      </section>
      <section aria-labelledby="server-limits">
        <Title order={2} size="h5" mb="sm" id="server-limits">Limits</Title>
        <Facts facts={Object.entries(info.limits).map(([name, value]) => [
          name, <span className="num">{value.toLocaleString('en')}</span>,
        ] as const)} />
      </section>
    </SimpleGrid>
  )
}
