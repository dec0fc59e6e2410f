// Instants come as ISO-8601 in UTC and are shown in the reader's zone.

export const readerZone: string = Intl.DateTimeFormat().resolvedOptions().timeZone

const full: Intl.DateTimeFormatOptions = {
  year: 'numeric', month: '2-digit', day: '2-digit',
  hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
}

/** `2027-01-01 01:10:31` in a zone, the reader's by default. */
export function formatInstant(at: Date, zone: string = readerZone): string {
  const parts = partsOf(at, zone)
  return `${parts.year}-${parts.month}-${parts.day} ${parts.hour}:${parts.minute}:${parts.second}`
}

/** `2027-01-01 01:10:31.002` */
export function formatPrecise(at: Date, zone: string = readerZone): string {
  return `${formatInstant(at, zone)}.${String(at.getUTCMilliseconds()).padStart(3, '0')}`
}

/** `01:10:31`, with the date when that is not the date of `now`. */
export function formatNear(at: Date, now: Date, zone: string = readerZone): string {
  const text = formatInstant(at, zone)
  if (text.slice(0, 10) === formatInstant(now, zone).slice(0, 10)) return text.slice(11)
  return text
}

/** `in 5 min`, `3 s ago`, `now`. */
export function formatRelative(at: Date, now: Date): string {
  const ms = at.getTime() - now.getTime()
  const size = Math.abs(ms)
  if (size < 1_000) return 'now'
  const text = size < 60_000 ? `${Math.floor(size / 1_000)} s`
    : size < 3_600_000 ? `${Math.floor(size / 60_000)} min`
    : size < 86_400_000 ? `${Math.floor(size / 3_600_000)} h`
    : `${Math.floor(size / 86_400_000)} d`
  return ms > 0 ? `in ${text}` : `${text} ago`
}

/** What a `datetime-local` field shows of an instant, in the reader's zone; to the second. */
export function toLocalInput(iso: string | null): string {
  if (iso === null || iso === '') return ''
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return ''
  const pad = (n: number) => String(n).padStart(2, '0')
  return `${String(at.getFullYear()).padStart(4, '0')}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`
    + `T${pad(at.getHours())}:${pad(at.getMinutes())}:${pad(at.getSeconds())}`
}

/** The instant that a `datetime-local` field names, or null while it names none. */
export function fromLocalInput(text: string): string | null {
  if (text === '') return null
  const at = new Date(text)
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}

interface Parts { year: string, month: string, day: string, hour: string, minute: string, second: string }

const formats = new Map<string, Intl.DateTimeFormat>()

function partsOf(at: Date, zone: string): Parts {
  let format = formats.get(zone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en', { ...full, timeZone: zone })
    formats.set(zone, format)
  }
  const parts: Parts = { year: '', month: '', day: '', hour: '', minute: '', second: '' }
  for (const { type, value } of format.formatToParts(at)) {
    if (type in parts) parts[type as keyof Parts] = value
  }
  return parts
}
