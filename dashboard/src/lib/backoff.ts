const firstMs = 1_000
const maxMs = 30_000

/** How long to wait after `failures` failures in a row (from 1); half of it is random so that pages do not come at once. */
export function backoffMs(failures: number, random: number): number {
  const full = Math.min(maxMs, firstMs * 2 ** Math.min(failures - 1, 10))
  return Math.round(full / 2 + random * full / 2)
}
