const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const

/** A duration for a reader: `43 ms`, `1.5 s`, `2 min 5 s`, `3 h`. At most two units. */
export function formatMs(ms: number): string {
  if (ms < 0) return `-${formatMs(-ms)}`
  if (ms < 1_000) return `${trim(ms < 10 ? ms.toFixed(1) : ms.toFixed(0))} ms`
  if (ms < 10_000) return `${trim((ms / 1_000).toFixed(2))} s`
  if (ms < 60_000) return `${trim((ms / 1_000).toFixed(1))} s`
  let rest = Math.round(ms / 1_000) * 1_000
  const parts: string[] = []
  for (const [name, size] of units) {
    const count = Math.floor(rest / size)
    if (count > 0) parts.push(`${count} ${name}`)
    else if (parts.length > 0) break
    if (parts.length === 2) break
    rest -= count * size
  }
  return parts.join(' ')
}

/** `null` where there is nothing to say. */
export function formatMsOr(ms: number | null | undefined, none = '–'): string {
  return ms === null || ms === undefined ? none : formatMs(ms)
}

function trim(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}
