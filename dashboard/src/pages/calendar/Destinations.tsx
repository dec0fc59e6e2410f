import { Group, Table } from '@mantine/core'
import { formatCount } from '../../lib/numbers'

interface Props {
  rows: readonly { readonly destination: string, readonly total: number }[]
  /** What is counted. */
  column: string
  chosen: string | null
  onChoose: (destination: string | null) => void
}

/** Destinations by their load, to look at one alone; nothing while there is only one. */
export function Destinations({ rows, column, chosen, onChoose }: Props) {
  if (rows.length < 2) return null
  return (
    <Table mt="sm" className="fixed-rows" layout="fixed">
      <Table.Thead><Table.Tr><Table.Th>Destination</Table.Th><Table.Th w={110}>{column}</Table.Th></Table.Tr></Table.Thead>
      <Table.Tbody>
        {rows.map(({ destination, total }) => (
          <Table.Tr key={destination}>
            <Table.Td>
              <Group gap={8} wrap="nowrap">
                <input type="checkbox" checked={chosen === destination} aria-label={`Show only ${destination}`}
                  onChange={(event) => onChoose(event.currentTarget.checked ? destination : null)} />
                {destination}
              </Group>
            </Table.Td>
            <Table.Td className="num">{formatCount(total)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
