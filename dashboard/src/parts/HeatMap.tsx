import { Fragment } from 'react'
import { formatInstant } from '../lib/times'
import { Tip } from './Tip'
import { useArrows } from './useArrows'

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
  /** Where a cell leads to. Without it the map is a picture: the same figures stand in a table beside it. */
  linkTo?: (atMs: number) => string
}

/** Buckets in rows. */
export function HeatMap({ label, cells, perRow, blanks = 0, linkTo }: Props) {
  const rows = Math.ceil((cells.length + blanks) / perRow)
  const arrows = useArrows(cells.length, perRow)
  return (
    <div className="with-tip">
      <Tip text={arrows.said} />
      <div className="heat" role={linkTo ? 'group' : 'img'} aria-label={label} {...(linkTo ? arrows.props : {})}
        style={{ gridTemplateColumns: `max-content repeat(${perRow}, 1fr)` }}>
        {Array.from({ length: rows }, (_, row) => {
          const start = Math.max(0, row * perRow - blanks)
          const first = cells[start]
          return (
            <Fragment key={row}>
              <span className="heat-label num">{first === undefined ? '' : rowLabel(first.atMs)}</span>
              {row === 0 && blanks > 0 && <span style={{ gridColumn: `span ${blanks}` }} />}
              {cells.slice(start, (row + 1) * perRow - blanks).map(({ atMs, className, title }, column) => (linkTo
                ? <a key={column} className={`heat-cell ${className}`} href={linkTo(atMs)} title={title} aria-label={title}
                    tabIndex={arrows.tabIndexOf(start + column)} />
                : <span key={column} className={`heat-cell ${className}`} title={title} />
              ))}
            </Fragment>
          )
        })}
      </div>
    </div>
  )
}

/** `01-31 14:00` */
function rowLabel(atMs: number): string {
  return formatInstant(new Date(atMs)).slice(5, 16)
}
