/** Where a key leads to from one of `count` places in rows; null where it leads nowhere. */
export function placeAfter(key: string, from: number, count: number, perRow: number): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1, ArrowRight: 1, ArrowUp: -perRow, ArrowDown: perRow, Home: -from, End: count - 1 - from,
  }
  const step = steps[key]
  const to = from + (step ?? 0)
  return step === undefined || to < 0 || to >= count ? null : to
}
