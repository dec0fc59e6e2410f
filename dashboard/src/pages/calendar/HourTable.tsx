import { Table } from '@mantine/core'
import { formatCount } from '../../lib/numbers'
import { formatInstant } from '../../lib/times'

interface Props {
  rows: readonly { readonly atMs: number, readonly counts: readonly number[] }[]
  columns: readonly string[]
  linkTo?: (atMs: number) => string
}

/** The figures of a heat map, by the hour. */
export function HourTable({ rows, columns, linkTo }: Props) {
  return (
    <details className="hours">
      <summary>By the hour, as a table</summary>
      <Table>
        <Table.Thead>
          <Table.Tr><Table.Th>From</Table.Th>{columns.map((column) => <Table.Th key={column}>{column}</Table.Th>)}</Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ atMs, counts }) => {
            const when = formatInstant(new Date(atMs)).slice(0, 16)
            return (
              <Table.Tr key={atMs}>
                <Table.Td className="num">{linkTo ? <a className="link" href={linkTo(atMs)}>{when}</a> : when}</Table.Td>
                {counts.map((count, index) => <Table.Td key={index} className="num">{formatCount(count)}</Table.Td>)}
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </Table>
    </details>
  )
}
