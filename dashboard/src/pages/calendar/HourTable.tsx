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
      <table className="table">
        <thead>
          <tr><th>From</th>{columns.map((column) => <th key={column}>{column}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map(({ atMs, counts }) => {
            const when = formatInstant(new Date(atMs)).slice(0, 16)
            return (
              <tr key={atMs}>
                <td className="num">{linkTo ? <a className="link" href={linkTo(atMs)}>{when}</a> : when}</td>
                {counts.map((count, index) => <td key={index} className="num">{formatCount(count)}</td>)}
              </tr>
            )
          })}
        </tbody>
      </table>
    </details>
  )
}
