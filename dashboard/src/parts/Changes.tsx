import type { Json } from '../api/types'
import type { Change } from '../lib/changes'

/** Fields with what they were and what they are. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  return (
    <ul className="changes">
      {changes.map(({ field, from, to }) => (
        <li key={field}>
          <span className="mono">{field}</span>: {from !== undefined && <del>{show(from)}</del>}
          {from !== undefined && to !== undefined && ' → '}
          {to !== undefined && <ins>{show(to)}</ins>}
        </li>
      ))}
    </ul>
  )
}

function show(value: Json): string {
  if (value === null) return 'none'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
