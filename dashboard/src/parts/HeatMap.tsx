import { Fragment } from 'react'
import { formatInstant } from '../lib/times'
import { Tip } from './Tip'
import { useArrows } from './useArrows'

export interface HeatCell {
  readonly atMs: number
  readonly className: string
  readonly title: string
  /** Where it leads to: of all cells or of none. */
  readonly href?: string
}

interface Props {
  label: string
  cells: readonly HeatCell[]
  perRow: number
  /** How many places of the first row stay empty. */
  blanks?: number
}

/** Buckets in rows. Of cells that lead nowhere it is a picture: the same figures stand in a table beside it. */
export function HeatMap({ label, cells, perRow, blanks = 0 }: Props) {
  const rows = Math.ceil((cells.length + blanks) / perRow)
  const arrows = useArrows(cells.length, perRow)
  const isLinked = cells[0]?.href !== undefined
  return (
    <div className="with-tip">
      <Tip text={arrows.said} />
      <div className="heat" role={isLinked ? 'group' : 'img'} aria-label={label} {...(isLinked ? arrows.props : {})}
        style={{ gridTemplateColumns: `max-content repeat(${perRow}, 1fr)` }}>
        {Array.from({ length: rows }, (_, row) => {
          const start = Math.max(0, row * perRow - blanks)
          const first = cells[start]
          return (
            <Fragment key={row}>
              <span className="heat-label num">{first === undefined ? '' : rowLabel(first.atMs)}</span>
              {row === 0 && blanks > 0 && <span style={{ gridColumn: `span ${blanks}` }} />}
              {cells.slice(start, (row + 1) * perRow - blanks).map(({ className, title, href }, column) => (isLinked
                ? <a key={column} className={`heat-cell ${className}`} href={href} title={title} aria-label={title}
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
