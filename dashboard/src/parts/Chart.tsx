import 'uplot/dist/uPlot.min.css'
import { useComputedColorScheme } from '@mantine/core'
import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import { formatInstant } from '../lib/times'

export interface Line {
  readonly label: string
  /** A colour for light and one for dark. */
  readonly color: readonly [light: string, dark: string]
  readonly isFilled?: boolean
}

interface Props {
  label: string
  /** Seconds since 1970. */
  times: readonly number[]
  lines: readonly Line[]
  values: readonly (readonly (number | null)[])[]
  format: (value: number) => string
  height?: number
}

/** Lines over time; it moves without React drawing anything anew. */
export function Chart({ label, times, lines, values, format, height = 180 }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot | null>(null)
  const scheme = useComputedColorScheme('light')
  const data = [times, ...values] as uPlot.AlignedData
  const latest = useRef(data)
  latest.current = data

  useEffect(() => {
    const element = box.current
    if (element === null) return
    const chart = new uPlot(optionsOf(element.clientWidth, height, lines, format, scheme === 'dark'), latest.current, element)
    plot.current = chart
    const observer = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height }))
    observer.observe(element)
    return () => {
      observer.disconnect()
      chart.destroy()
      plot.current = null
    }
    // Lines and format are constants of the page that shows the chart.
  }, [scheme, height])

  useEffect(() => { plot.current?.setData(data) })

  return <div ref={box} className="chart" role="img" aria-label={label} style={{ height: height + 30 }} />
}

function clock(seconds: number): string {
  return formatInstant(new Date(seconds * 1_000)).slice(11)
}

function optionsOf(
  width: number, height: number, lines: readonly Line[], format: (value: number) => string, isDark: boolean,
): uPlot.Options {
  const text = isDark ? '#b0b4b9' : '#53595f'
  const grid = { stroke: isDark ? '#36393f' : '#e6e8eb', width: 1 }
  const font = '12px system-ui, sans-serif'
  return {
    width,
    height,
    cursor: { drag: { x: false, y: false } },
    scales: { y: { range: (_, min, max) => [Math.min(0, min ?? 0), Math.max(1, (max ?? 0) * 1.1)] } },
    axes: [
      { stroke: text, grid, font, ticks: grid, space: 80, values: (_, ticks) => ticks.map(clock) },
      { stroke: text, grid, font, ticks: grid, size: 62, values: (_, ticks) => ticks.map(format) },
    ],
    series: [
      { label: 'Time', value: (_, seconds) => (seconds === null || seconds === undefined ? '–' : clock(seconds)) },
      ...lines.map((line): uPlot.Series => {
        const stroke = line.color[isDark ? 1 : 0]
        const series: uPlot.Series = {
          label: line.label, stroke, width: 1.75, points: { show: false },
          value: (_, value) => (value === null || value === undefined ? '–' : format(value)),
        }
        return line.isFilled === true ? { ...series, fill: `${stroke}22` } : series
      }),
    ],
  }
}
