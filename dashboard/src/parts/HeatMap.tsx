import { Fragment } from 'react'
import { formatInstant } from '../lib/times'

export interface HeatCell {
  readonly atMs: number
  readonly className: string
  readonly title: string
}

interface Props {
  label: string
  cells: readonly HeatCell[]
  perRow: number
  /** How many places of the first row stay empty. */
  blanks?: number
  onPick?: (atMs: number) => void
}

/** Buckets in rows. It is a picture: the same figures stand in a table beside it, for the keyboard and for readers of text. */
export function HeatMap({ label, cells, perRow, blanks = 0, onPick }: Props) {
  const rows = Math.ceil((cells.length + blanks) / perRow)
  return (
    <div className="heat" role="img" aria-label={label} style={{ gridTemplateColumns: `max-content repeat(${perRow}, 1fr)` }}>
      {Array.from({ length: rows }, (_, row) => {
        const start = Math.max(0, row * perRow - blanks)
        const first = cells[start]
        return (
          <Fragment key={row}>
            <span className="heat-label num">{first === undefined ? '' : rowLabel(first.atMs)}</span>
            {row === 0 && blanks > 0 && <span style={{ gridColumn: `span ${blanks}` }} />}
            {cells.slice(start, (row + 1) * perRow - blanks).map((cell, column) => (
              <span key={column} className={`heat-cell ${cell.className}`} title={cell.title}
                {...(onPick ? { onClick: () => onPick(cell.atMs), style: { cursor: 'pointer' } } : {})} />
            ))}
          </Fragment>
        )
      })}
    </div>
  )
}

/** `01-31 14:00` */
function rowLabel(atMs: number): string {
  return formatInstant(new Date(atMs)).slice(5, 16)
}
