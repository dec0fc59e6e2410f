export interface Tally {
  readonly done: number
  readonly failed: number
  /** What was thrown first. */
  readonly reason: unknown
}

/** Runs an action for each item, a few at a time; one that fails does not hinder the others. */
export async function inTurn<T>(items: readonly T[], action: (item: T) => Promise<unknown>, atOnceMax: number): Promise<Tally> {
  const rest = [...items]
  let done = 0
  let failed = 0
  let reason: unknown = null
  const worker = async () => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) {
      try {
        await action(item)
        done++
      } catch (error) {
        if (failed === 0) reason = error
        failed++
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnceMax, items.length) }, worker))
  return { done, failed, reason }
}
