// Drawn on a grid of 16, as strokes in the colour of the text.
const paths = {
  overview: 'M2 13V8m4 5V3m4 10V6m4 7V9',
  jobs: 'M3 4h10M3 8h10M3 12h6',
  executions: 'M8 2.500a5.500 5.500 0 1 0 0 11a5.500 5.500 0 0 0 0-11zM8 5v3.200l2.200 1.300',
  calendar: 'M2.500 4h11v9.500h-11zM2.500 7h11M5.500 2.500v3m5-3v3',
  alerts: 'M8 2.200L14.300 13H1.700zM8 6.300v3.200m0 1.600v.2',
  cluster: 'M2.500 3h11v4h-11zm0 6h11v4h-11zM5 5h.1M5 11h.1',
  settings: 'M2 5h7m3 0h2M2 11h2m3 0h7M10.500 3.300v3.400M5.500 9.300v3.400',
  copy: 'M5.500 5.500h8v8h-8zM3 10.500h-.500v-8h8V3',
  terminal: 'M3 4.500l3.500 3.500L3 11.500M8 12h5',
  check: 'M3 8.500l3.200 3.200L13 4.500',
  more: 'M3.500 8h.1M8 8h.1m4.400 0h.1',
  play: 'M4.500 3v10l8-5z',
  pause: 'M5 3v10m6-10v10',
  add: 'M8 3v10M3 8h10',
  remove: 'M4 4l8 8m0-8l-8 8',
  help: 'M5.500 6a2.500 2.500 0 1 1 3.600 2.200c-.8.4-1.100.9-1.100 1.600M8 12.300v.2',
} as const

export type IconName = keyof typeof paths

export function Icon({ name, size = 16 }: { name: IconName, size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth={1.5}
      strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  )
}
