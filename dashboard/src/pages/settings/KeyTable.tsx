import { Table } from '@mantine/core'
import { revokeKey } from '../../api/accessRequests'
import type { Key } from '../../api/types'
import { keyState } from '../../lib/keyState'
import { ScrollTable } from '../../parts/ScrollTable'
import { SmallAction } from '../../parts/SmallAction'
import { Time } from '../../parts/Time'

const pills = { live: 'pill pill-success', expired: 'pill', revoked: 'pill' } as const
const words = { live: 'Live', expired: 'Expired', revoked: 'Revoked' } as const

export function KeyTable({ keys }: { keys: readonly Key[] }) {
  return (
    <ScrollTable what="API keys" width={980}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Name</Table.Th><Table.Th w={130}>Namespace</Table.Th><Table.Th w={80}>Scope</Table.Th>
          <Table.Th w={96}>State</Table.Th><Table.Th w={170}>Created</Table.Th><Table.Th w={170}>Expires</Table.Th>
          <Table.Th w={100}>Last used</Table.Th><Table.Th w={150}><span className="sr-only">Actions</span></Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {keys.map((key) => {
          const state = keyState(key, new Date())
          return (
            <Table.Tr key={key.id}>
              <Table.Td title={key.id}>{key.name}</Table.Td>
              <Table.Td>{key.namespace}</Table.Td>
              <Table.Td>{key.scope}</Table.Td>
              <Table.Td><span className={pills[state]}>{words[state]}</span></Table.Td>
              <Table.Td><Time at={key.createdAt} /></Table.Td>
              <Table.Td>{key.expiresAt === null ? 'never' : <Time at={key.expiresAt} />}</Table.Td>
              <Table.Td>{key.lastUsedAt === null ? 'never' : <Time at={key.lastUsedAt} form="relative" />}</Table.Td>
              <Table.Td>
                {state === 'live' && (
                  <SmallAction label="Revoke" what={`Revoke the key ${key.name}`} request={revokeKey(key.id)} done="Revoked"
                    question={`Revoke the key ${key.name}? Whoever uses it is refused within seconds, for good.`} />
                )}
              </Table.Td>
            </Table.Tr>
          )
        })}
      </Table.Tbody>
    </ScrollTable>
  )
}
