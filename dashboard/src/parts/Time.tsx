import { formatInstant, formatNear, formatPrecise, formatRelative } from '../lib/times'
import { useNow } from './useNow'

/** An instant in the reader's zone, with UTC on hover. */
export function Time({ at, form = 'near' }: { at: string | null | undefined, form?: 'near' | 'full' | 'precise' | 'relative' }) {
  const now = useNow(form === 'relative' ? 1_000 : 60_000)
  if (at === null || at === undefined) return <>–</>
  const date = new Date(at)
  const text = form === 'near' ? formatNear(date, now)
    : form === 'full' ? formatInstant(date)
    : form === 'precise' ? formatPrecise(date)
    : formatRelative(date, now)
  const title = form === 'relative' ? `${formatInstant(date)}, ${at} (UTC)` : `${at} (UTC)`
  return <time dateTime={at} title={title} className="num">{text}</time>
}
