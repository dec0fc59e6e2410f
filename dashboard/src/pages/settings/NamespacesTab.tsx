import { Button, Stack, Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { read } from '../../api/client'
import type { Namespace, NamespaceList } from '../../api/types'
import { formatMs } from '../../lib/durations'
import { formatCount } from '../../lib/numbers'
import { NotLoaded } from '../../parts/NotLoaded'
import { ScrollTable } from '../../parts/ScrollTable'
import { Time } from '../../parts/Time'
import { NamespaceForm } from './NamespaceForm'

export function NamespacesTab() {
  const [edited, setEdited] = useState<Namespace | null>(null)
  const found = useQuery({
    queryKey: ['namespaces'],
    queryFn: ({ signal }) => read<NamespaceList>('/namespaces', undefined, signal),
  })
  if (found.data === undefined) return <NotLoaded query={found} lines={6} />
  return (
    <Stack gap="lg">
      <ScrollTable what="Namespaces" width={960}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th><Table.Th w={110}>Jobs</Table.Th><Table.Th w={150}>Shortest interval</Table.Th>
            <Table.Th w={120}>Body, bytes</Table.Th><Table.Th w={110}>In flight</Table.Th><Table.Th w={110}>Requests/s</Table.Th>
            <Table.Th w={170}>Created</Table.Th><Table.Th w={100}><span className="sr-only">Actions</span></Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {found.data.namespaces.map((namespace) => {
            const { name, createdAt, quotas } = namespace
            return (
              <Table.Tr key={name}>
                <Table.Td>{name}</Table.Td>
                <Table.Td className="num">{limit(quotas.jobsMax)}</Table.Td>
                <Table.Td className="num">{limit(quotas.intervalMsMin, formatMs)}</Table.Td>
                <Table.Td className="num">{limit(quotas.bodyBytesMax)}</Table.Td>
                <Table.Td className="num">{limit(quotas.inFlightMax)}</Table.Td>
                <Table.Td className="num">{limit(quotas.requestsPerSecondMax)}</Table.Td>
                <Table.Td><Time at={createdAt} /></Table.Td>
                <Table.Td>
                  <Button size="compact-sm" variant="default" aria-label={`Quotas of ${name}`} onClick={() => setEdited(namespace)}>Quotas</Button>
                </Table.Td>
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </ScrollTable>
      <NamespaceForm key={edited?.name ?? ''} edited={edited} onDone={() => setEdited(null)} />
    </Stack>
  )
}

function limit(value: number | null | undefined, format: (value: number) => string = formatCount): string {
  return value === null || value === undefined ? 'no limit' : format(value)
}
