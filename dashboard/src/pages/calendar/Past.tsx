import { Group, SegmentedControl, Skeleton, Text } from '@mantine/core'
import { formatCount, plural } from '../../lib/numbers'
import { type Cell, level, toneOf } from '../../lib/heatMap'
import { hrefTo } from '../../lib/route'
import { formatInstant } from '../../lib/times'
import { HeatMap } from '../../parts/HeatMap'
import { Panel } from '../../parts/Panel'
import { ProblemAlert } from '../../parts/ProblemAlert'
import { goTo, setParams, useRoute } from '../../parts/useRoute'
import { bucketMs, perRow } from './grid'
import { HourTable } from './HourTable'
import { useHours } from './useHours'
import { executionsMax, usePast } from './usePast'

export function Past() {
  const { query } = useRoute()
  const { hours, controls } = useHours('past', 'How far back')
  const status = query.get('status') === 'FAILED' ? 'FAILED' : null
  const past = usePast(hours, status)
  const max = Math.max(0, ...(past.data?.cells ?? []).map(({ total }) => total))
  return (
    <Panel title="Past, by outcome" minHeight={hours * 18 + 230} action={(
      <Group gap="xs">
        <SegmentedControl size="xs" aria-label="Which executions" value={status ?? 'all'}
          onChange={(value) => setParams({ status: value === 'all' ? null : value }, 'replace')}
          data={[{ value: 'all', label: 'All' }, { value: 'FAILED', label: 'Failed' }]} />
        {controls(past)}
      </Group>
    )}>
      {past.isPending ? <Skeleton height={hours * 22} />
        : past.data === undefined ? <ProblemAlert error={past.error} />
        : (
          <>
            <HeatMap label={`Executions of the last ${hours} hours in buckets of five minutes; figures in the table below`} perRow={perRow}
              cells={past.data.cells.map((cell) => ({ atMs: cell.atMs, title: titleOf(cell), className: `heat-${toneOf(cell)} heat-${level(cell.total, max)}` }))}
              onPick={(atMs) => goTo(linkTo(atMs, bucketMs, status))} />
            <Legend />
            {!past.data.isWhole && (
              <Text size="sm" c="dimmed">
                Covers from {formatInstant(new Date(past.data.knownFromMs))}: only the latest {formatCount(executionsMax)} are read.
                {status === null && ' Failed ones alone reach further back.'}
              </Text>
            )}
            <HourTable rows={hoursOf(past.data.cells)} columns={['Executions', 'Failed', 'Skipped']} linkTo={(atMs) => linkTo(atMs, bucketMs * perRow, status)} />
          </>
        )}
    </Panel>
  )
}

function Legend() {
  const tones = [['success', 'Success'], ['mixed', 'Some failed'], ['failed', 'Half or more failed'], ['skipped', 'Some skipped'], ['unknown', 'Not read']] as const
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
  if (!cell.isKnown) return `${when}: not read`
  return `${when}: ${plural(cell.total, 'execution')}, ${cell.failed} failed, ${cell.skipped} skipped`
}

function linkTo(atMs: number, lengthMs: number, status: string | null): string {
  return hrefTo(['executions'], { from: new Date(atMs).toISOString(), to: new Date(atMs + lengthMs).toISOString(), status })
}
