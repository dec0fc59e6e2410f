import { Table } from '@mantine/core'
import type { Node } from '../../api/types'
import { formatCount } from '../../lib/numbers'
import { LivenessPill } from '../../parts/LivenessPill'
import { ScrollTable } from '../../parts/ScrollTable'
import { Time } from '../../parts/Time'

export function NodeTable({ nodes }: { nodes: readonly Node[] }) {
  return (
    <ScrollTable what="Nodes" width={1220}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Node</Table.Th><Table.Th w={84}>State</Table.Th><Table.Th w={180}>Roles</Table.Th>
          <Table.Th w={100}>Started</Table.Th><Table.Th w={64}>Term</Table.Th><Table.Th w={110}>Lease ends</Table.Th>
          <Table.Th w={110}>In flight</Table.Th><Table.Th w={74}>Held</Table.Th><Table.Th w={84}>Waiting</Table.Th>
          <Table.Th w={98}>Processor</Table.Th><Table.Th w={84}>Memory</Table.Th><Table.Th w={84}>Failures</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {nodes.map(({ name, isAlive, roles, version, startedAt, lease, load }) => (
          <Table.Tr key={name}>
            <Table.Td title={`${name}, version ${version}`}>{name}</Table.Td>
            <Table.Td><LivenessPill isAlive={isAlive} /></Table.Td>
            <Table.Td title={roles.join(', ')}>{roles.join(', ')}</Table.Td>
            <Table.Td><Time at={startedAt} form="relative" /></Table.Td>
            <Table.Td className="num">{lease.term}</Table.Td>
            <Table.Td>{lease.expiresAt === null ? (isAlive ? 'never' : 'ended') : <Time at={lease.expiresAt} form="relative" />}</Table.Td>
            <Table.Td className="num">{formatCount(load.inFlight)} of {formatCount(load.slots)}</Table.Td>
            <Table.Td className="num">{formatCount(load.held)}</Table.Td>
            <Table.Td className="num">{formatCount(load.waiting)}</Table.Td>
            <Table.Td className="num">{load.processorPercent} %</Table.Td>
            <Table.Td className="num">{load.memoryPercent} %</Table.Td>
            <Table.Td className="num">{load.failurePercent} %</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ScrollTable>
  )
}
