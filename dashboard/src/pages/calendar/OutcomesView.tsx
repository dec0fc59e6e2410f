import { useState } from 'react'
import type { OutcomeCounts } from '../../api/types'
import { type Cell, level, outcomeCells, toneOf } from '../../lib/heatMap'
import { plural } from '../../lib/numbers'
import { hrefTo } from '../../lib/route'
import { formatInstant } from '../../lib/times'
import { HeatMap } from '../../parts/HeatMap'
import { Destinations } from './Destinations'
import { bucketMs, perRow } from './grid'
import { HourTable } from './HourTable'

/** How executions ended, for all destinations or for the chosen one. */
export function OutcomesView({ outcomes }: { outcomes: OutcomeCounts }) {
  const [chosen, setChosen] = useState<string | null>(null)
  const destination = outcomes.destinations.find((one) => one.destination === chosen)
  const cells = outcomeCells(destination ?? outcomes.all, Date.parse(outcomes.from), outcomes.bucketMs)
  const max = Math.max(0, ...cells.map(({ total }) => total))
  return (
    <>
      <HeatMap label="Executions in buckets of five minutes; figures in the table below" perRow={perRow}
        cells={cells.map((cell) => ({
          atMs: cell.atMs, title: titleOf(cell), className: `heat-${toneOf(cell)} heat-${level(cell.total, max)}`,
          href: linkTo(cell.atMs, bucketMs, cell.failed),
        }))} />
      <Legend />
      <Destinations rows={outcomes.destinations} total={outcomes.all.total} column="Executions" chosen={chosen} onChoose={setChosen} />
      <HourTable rows={hoursOf(cells)} columns={['Executions', 'Failed', 'Skipped']} linkTo={(atMs) => linkTo(atMs, bucketMs * perRow)} />
    </>
  )
}

function Legend() {
  const tones = [['success', 'Success'], ['mixed', 'Some failed'], ['failed', 'Half or more failed'], ['skipped', 'Some skipped']] as const
  return (
    <ul className="legend">
      {tones.map(([tone, word]) => (
        <li key={tone}><span aria-hidden="true" className={`heat-swatch heat-3 heat-${tone}`} />{word}</li>
      ))}
    </ul>
  )
}

function hoursOf(cells: readonly Cell[]) {
  return Array.from({ length: Math.ceil(cells.length / perRow) }, (_, row) => {
    const hour = cells.slice(row * perRow, (row + 1) * perRow)
    const sum = (pick: (cell: Cell) => number) => hour.reduce((total, cell) => total + pick(cell), 0)
    return { atMs: hour[0]?.atMs ?? 0, counts: [sum((cell) => cell.total), sum((cell) => cell.failed), sum((cell) => cell.skipped)] }
  })
}

function titleOf(cell: Cell): string {
  const when = formatInstant(new Date(cell.atMs)).slice(0, 16)
  return `${when}: ${plural(cell.total, 'execution')}, ${cell.failed} failed, ${cell.skipped} skipped`
}

/** The executions of a stretch; those that failed, if any did. */
function linkTo(atMs: number, lengthMs: number, failed = 0): string {
  return hrefTo(['executions'], {
    from: new Date(atMs).toISOString(), to: new Date(atMs + lengthMs).toISOString(), status: failed > 0 ? 'FAILED' : null,
  })
}
