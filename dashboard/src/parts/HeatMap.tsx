import { formatInstant } from '../lib/times'

export interface HeatCell {
  readonly atMs: number
  readonly className: string
  readonly title: string
}

const cellHeight = 18
const gap = 2
const labelWidth = 96

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
  const cellWidth = (1_000 - labelWidth) / perRow
  return (
    <svg className="heat" viewBox={`0 0 1000 ${rows * cellHeight}`} role="img" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => {
        const start = Math.max(0, row * perRow - blanks)
        const first = cells[start]
        const indent = row === 0 ? blanks : 0
        return (
          <g key={row}>
            <text x={0} y={row * cellHeight + 13}>{first === undefined ? '' : rowLabel(first.atMs)}</text>
            {cells.slice(start, (row + 1) * perRow - blanks).map((cell, column) => (
              <rect key={column} x={labelWidth + (indent + column) * cellWidth} y={row * cellHeight} width={cellWidth - gap} height={cellHeight - gap}
                rx={2} className={cell.className} {...(onPick ? { cursor: 'pointer', onClick: () => onPick(cell.atMs) } : {})}>
                <title>{cell.title}</title>
              </rect>
            ))}
          </g>
        )
      })}
    </svg>
  )
}

/** `01-31 14:00` */
function rowLabel(atMs: number): string {
  return formatInstant(new Date(atMs)).slice(5, 16)
}
