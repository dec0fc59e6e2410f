import { Tooltip } from '@mantine/core'
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
      <thead>
        <tr>
          <th>{preview.timeZone}</th>
          {isOther && <th>{readerZone}</th>}
          <th style={{ width: 136 }}>In</th>
        </tr>
      </thead>
      <tbody>
        {preview.nextExecutions.map(({ at, local, dst }, row) => (
          <tr key={row}>
            <td className="num">
              <time dateTime={at} title={`${at} (UTC)`}>{local.slice(0, 19).replace('T', ' ')}</time>
            </td>
            {isOther && <td className="num">{formatInstant(new Date(at))}</td>}
            <td><Time at={at} form="relative" /> {dst !== null && <ClockChange dst={dst} />}</td>
          </tr>
        ))}
      </tbody>
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
