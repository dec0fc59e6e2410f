const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })

/** Whole numbers with separators, from 100,000 on in short: `12,345`, `1.2M`. */
export function formatCount(count: number | null | undefined): string {
  if (count === null || count === undefined) return '–'
  return Math.abs(count) < 100_000 ? whole.format(count) : compact.format(count)
}

/** A rate per second: two figures below 10, none above. */
export function formatRate(perSecond: number | null): string {
  if (perSecond === null) return '–'
  return perSecond < 10 ? perSecond.toFixed(1) : formatCount(perSecond)
}

/** A share of one in percent. Only all is 100 %, and only none is 0 %. */
export function formatShare(share: number | null | undefined): string {
  if (share === null || share === undefined) return '–'
  const percent = share * 100
  if (percent === 0 || percent === 100) return `${percent} %`
  if (percent > 99.99) return '99.99 %'
  if (percent < 0.01) return '0.01 %'
  return `${percent.toFixed(percent > 99 || percent < 1 ? 2 : 1)} %`
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`
}
