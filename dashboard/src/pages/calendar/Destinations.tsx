import { Group } from '@mantine/core'
import { formatCount } from '../../lib/numbers'
import { Check } from '../../parts/Check'

interface Props {
  rows: readonly { readonly destination: string, readonly total: number }[]
  /** Of all together: more than those that are told apart have. */
  total: number
  /** What is counted. */
  column: string
  chosen: string | null
  onChoose: (destination: string | null) => void
}

/** Destinations by their load, to look at one alone; nothing while there is only one. */
export function Destinations({ rows, total, column, chosen, onChoose }: Props) {
  const further = total - rows.reduce((sum, row) => sum + row.total, 0)
  if (rows.length < 2) return null
  return (
    <table className="table fixed-rows">
      <thead><tr><th>Destination</th><th style={{ width: 110 }}>{column}</th></tr></thead>
      <tbody>
        {rows.map(({ destination, total: own }) => (
          <tr key={destination}>
            <td>
              <Group gap={8} wrap="nowrap">
                <Check label={`Show only ${destination}`} isOn={chosen === destination} onChange={(isOn) => onChoose(isOn ? destination : null)} />
                {destination}
              </Group>
            </td>
            <td className="num">{formatCount(own)}</td>
          </tr>
        ))}
        {further > 0 && <tr><td>Not told apart</td><td className="num">{formatCount(further)}</td></tr>}
      </tbody>
    </table>
  )
}
