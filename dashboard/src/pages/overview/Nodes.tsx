import { Table } from '@mantine/core'
import { useNodes } from '../../api/useMetrics'
import { LivenessPill } from '../../parts/LivenessPill'
import { NotLoaded } from '../../parts/NotLoaded'
import { Panel } from '../../parts/Panel'
import { ScrollTable } from '../../parts/ScrollTable'

export function Nodes() {
  const nodes = useNodes()
  return (
    <Panel title="Nodes" minHeight={294}>
      {nodes.data === undefined ? <NotLoaded query={nodes} lines={2} />
        : (
          <ScrollTable what="Nodes" width={480}>
            <Table.Thead>
              <Table.Tr><Table.Th w="30%">Node</Table.Th><Table.Th w={84}>State</Table.Th><Table.Th>Roles</Table.Th>
                <Table.Th w={84}>In flight</Table.Th><Table.Th w={94}>Processor</Table.Th></Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {nodes.data.nodes.map((node) => (
                <Table.Tr key={node.name}>
                  <Table.Td>{node.name}</Table.Td>
                  <Table.Td><LivenessPill isAlive={node.isAlive} /></Table.Td>
                  <Table.Td title={node.roles.join(', ')}>{node.roles.join(', ')}</Table.Td>
                  <Table.Td className="num">{node.load.inFlight}</Table.Td>
                  <Table.Td className="num">{node.load.processorPercent} %</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </ScrollTable>
        )}
    </Panel>
  )
}
