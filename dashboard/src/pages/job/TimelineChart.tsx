import { useMemo } from 'react'
import type { Execution } from '../../api/types'
import { formatMs, formatMsOr } from '../../lib/durations'
import { hrefTo } from '../../lib/route'
import { countByStatus, timelineOf } from '../../lib/timeline'
import { formatInstant } from '../../lib/times'
import { statusWord } from '../../parts/StatusPill'
import { goTo } from '../../parts/useRoute'

const width = 1_000
const barsHeight = 120
const driftTop = 140
const driftHeight = 40
const height = driftTop + driftHeight + 2

/** Bars for durations, coloured by outcome, over a line for drift. The list below has the same for the keyboard. */
export function TimelineChart({ executions, slots }: { executions: readonly Execution[], slots: number }) {
  const { bars, drift, durationMsMax, driftMsMax } = useMemo(() => timelineOf(executions, slots), [executions, slots])
  const byId = useMemo(() => new Map(executions.map((execution) => [execution.id, execution])), [executions])
  const counts = [...countByStatus(executions)]
  const summary = counts.map(([status, count]) => `${count} ${statusWord(status).toLowerCase()}`).join(', ')
  const line = drift.map(({ x, y }) => `${(x * width).toFixed(1)},${(driftTop + driftHeight * (1 - y)).toFixed(1)}`).join(' ')
  return (
    <>
      <svg className="timeline" viewBox={`0 0 ${width} ${height}`} height={height} preserveAspectRatio="none" role="img"
        aria-label={`The latest executions: ${summary}. Longest ${formatMs(durationMsMax)}, largest drift ${formatMs(driftMsMax)}.`}>
        <line className="base" x1={0} x2={width} y1={barsHeight + 0.5} y2={barsHeight + 0.5} />
        {bars.map((bar) => (
          <rect key={bar.id} className={`tone-${bar.status.toLowerCase()}`} x={bar.x * width + 1} width={bar.width * width - 2}
            y={barsHeight * (1 - bar.height)} height={barsHeight * bar.height} cursor="pointer"
            onClick={() => goTo(hrefTo(['executions', bar.id]))}>
            <title>{titleOf(byId.get(bar.id))}</title>
          </rect>
        ))}
        <line className="base" x1={0} x2={width} y1={height - 1} y2={height - 1} />
        <polyline className="drift" points={line} vectorEffect="non-scaling-stroke" />
      </svg>
      <ul className="legend">
        {counts.map(([status, count]) => (
          <li key={status}>
            <svg viewBox="0 0 10 10" aria-hidden="true"><rect width="10" height="10" className={`tone-${status.toLowerCase()}`} /></svg>
            {statusWord(status)} {count}
          </li>
        ))}
        <li>Bars: duration, up to {formatMs(durationMsMax)}</li>
        <li>Line: drift, up to {formatMs(driftMsMax)}</li>
      </ul>
    </>
  )
}

function titleOf(execution: Execution | undefined): string {
  if (execution === undefined) return ''
  return [
    formatInstant(new Date(execution.scheduledAt)),
    statusWord(execution.status),
    `duration ${formatMsOr(execution.durationMs)}`,
    `drift ${formatMsOr(execution.driftMs)}`,
    execution.error ?? '',
  ].filter((text) => text !== '').join(' · ')
}
