import { useMemo } from 'react'
import type { Execution } from '../../api/types'
import { formatMs, formatMsOr } from '../../lib/durations'
import { hrefTo } from '../../lib/route'
import { countByStatus, timelineOf } from '../../lib/timeline'
import { formatInstant } from '../../lib/times'
import { statusWord } from '../../parts/StatusPill'
import { Tip } from '../../parts/Tip'
import { useArrows } from '../../parts/useArrows'

const width = 1_000
const barsHeight = 120
const driftTop = 140
const driftHeight = 40
const height = driftTop + driftHeight + 2

/** Bars for durations, coloured by outcome, over a line for drift. */
export function TimelineChart({ executions, slots }: { executions: readonly Execution[], slots: number }) {
  const { bars, drift, durationMsMax, driftMsMax } = useMemo(() => timelineOf(executions, slots), [executions, slots])
  const byId = useMemo(() => new Map(executions.map((execution) => [execution.id, execution])), [executions])
  const arrows = useArrows(bars.length, bars.length)
  const counts = [...countByStatus(executions)]
  const summary = counts.map(([status, count]) => `${count} ${statusWord(status).toLowerCase()}`).join(', ')
  const line = drift.map(({ x, y }) => `${(x * width).toFixed(1)},${(driftTop + driftHeight * (1 - y)).toFixed(1)}`).join(' ')
  return (
    <div className="with-tip">
      <Tip text={arrows.said} />
      <svg className="timeline" viewBox={`0 0 ${width} ${height}`} height={height} preserveAspectRatio="none" role="group" {...arrows.props}
        aria-label={`The latest executions: ${summary}. Longest ${formatMs(durationMsMax)}, largest drift ${formatMs(driftMsMax)}.`}>
        <line className="base" x1={0} x2={width} y1={barsHeight + 0.5} y2={barsHeight + 0.5} />
        {bars.map((bar, index) => {
          const title = titleOf(byId.get(bar.id))
          const place = { x: bar.x * width + 1, width: bar.width * width - 2 }
          return (
            <a key={bar.id} href={hrefTo(['executions', bar.id])} aria-label={title} tabIndex={arrows.tabIndexOf(index)}>
              <title>{title}</title>
              <rect className="reach" {...place} y={0} height={barsHeight} />
              <rect className={`tone-${bar.status.toLowerCase()}`} {...place} y={barsHeight * (1 - bar.height)} height={barsHeight * bar.height} />
            </a>
          )
        })}
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
    </div>
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
