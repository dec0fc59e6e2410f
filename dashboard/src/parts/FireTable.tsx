import { Table, Tooltip } from '@mantine/core'
import type { Preview } from '../api/types'
import { formatInstant, readerZone } from '../lib/times'
import { clockWords } from '../lib/words'
import { ScrollTable } from './ScrollTable'
import { Time } from './Time'

/** Coming fires in the job's zone and in the reader's; those that meet a change of the clock are marked. */
export function FireTable({ preview }: { preview: Preview }) {
  const isOther = preview.timeZone !== readerZone
  return (
    <ScrollTable what="Next fires" width={isOther ? 500 : 300}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{preview.timeZone}</Table.Th>
          {isOther && <Table.Th>{readerZone}</Table.Th>}
          <Table.Th w={136}>In</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {preview.nextExecutions.map(({ at, local, dst }, row) => (
          <Table.Tr key={row}>
            <Table.Td className="num">
              <time dateTime={at} title={`${at} (UTC)`}>{local.slice(0, 19).replace('T', ' ')}</time>
            </Table.Td>
            {isOther && <Table.Td className="num">{formatInstant(new Date(at))}</Table.Td>}
            <Table.Td><Time at={at} form="relative" /> {dst !== null && <ClockChange dst={dst} />}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ScrollTable>
  )
}

function ClockChange({ dst }: { dst: 'GAP' | 'OVERLAP' }) {
  return (
    <Tooltip label={clockWords[dst]}>
      <span className="pill pill-retrying" tabIndex={0}>DST<span className="sr-only">: {clockWords[dst]}</span></span>
    </Tooltip>
  )
}
