import { Button, Stack } from '@mantine/core'
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
        <thead>
          <tr>
            <th>Name</th><th style={{ width: 110 }}>Jobs</th><th style={{ width: 150 }}>Shortest interval</th>
            <th style={{ width: 120 }}>Body, bytes</th><th style={{ width: 110 }}>In flight</th><th style={{ width: 110 }}>Requests/s</th>
            <th style={{ width: 170 }}>Created</th><th style={{ width: 100 }}><span className="sr-only">Actions</span></th>
          </tr>
        </thead>
        <tbody>
          {found.data.namespaces.map((namespace) => {
            const { name, createdAt, quotas } = namespace
            return (
              <tr key={name}>
                <td>{name}</td>
                <td className="num">{limit(quotas.jobsMax)}</td>
                <td className="num">{limit(quotas.intervalMsMin, formatMs)}</td>
                <td className="num">{limit(quotas.bodyBytesMax)}</td>
                <td className="num">{limit(quotas.inFlightMax)}</td>
                <td className="num">{limit(quotas.requestsPerSecondMax)}</td>
                <td><Time at={createdAt} /></td>
                <td>
                  <Button size="compact-sm" variant="default" aria-label={`Quotas of ${name}`} onClick={() => setEdited(namespace)}>Quotas</Button>
                </td>
              </tr>
            )
          })}
        </tbody>
      </ScrollTable>
      <NamespaceForm key={edited?.name ?? ''} edited={edited} known={found.data.namespaces} onDone={() => setEdited(null)} />
    </Stack>
  )
}

function limit(value: number | null | undefined, format: (value: number) => string = formatCount): string {
  return value === null || value === undefined ? 'no limit' : format(value)
}
