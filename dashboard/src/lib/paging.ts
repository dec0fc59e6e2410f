export interface Page<T> {
  readonly items: readonly T[]
  readonly nextCursor: string | null
}

export interface Collected<T> extends Page<T> {
  /** Whether the bound ended the search before there was enough: there may be more behind `nextCursor`. */
  readonly isCut: boolean
}

/**
 * Asks for pages until `want` items are there, the list ends, or `pagesMax` pages were asked for. A page that is empty
 * may still have a next cursor: the server bounds how far it looks for one answer.
 */
export async function collect<T>(
  ask: (cursor: string | null) => Promise<Page<T>>,
  bounds: { readonly want: number, readonly pagesMax: number, readonly cursor?: string | null },
): Promise<Collected<T>> {
  const items: T[] = []
  let cursor = bounds.cursor ?? null
  for (let pages = 0; pages < bounds.pagesMax; pages++) {
    const page = await ask(cursor)
    items.push(...page.items)
    cursor = page.nextCursor
    if (cursor === null || items.length >= bounds.want) return { items, nextCursor: cursor, isCut: false }
  }
  return { items, nextCursor: cursor, isCut: true }
}
