// Routes live in the hash: `#/jobs/ID?active=true`. Deep links then never meet an API path.

export interface Route {
  /** Decoded segments; empty for the overview. */
  readonly path: readonly string[]
  readonly query: URLSearchParams
}

export type Params = Readonly<Record<string, string | number | boolean | null | undefined>>

export function parseHash(hash: string): Route {
  const text = hash.replace(/^#/, '')
  const mark = text.indexOf('?')
  const path = mark < 0 ? text : text.slice(0, mark)
  return {
    path: path.split('/').filter((segment) => segment !== '').map(decode),
    query: new URLSearchParams(mark < 0 ? '' : text.slice(mark + 1)),
  }
}

/** A link to a page; parameters that are empty are left out. */
export function hrefTo(path: readonly string[], params: Params = {}): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value))
  }
  const text = query.toString()
  return `#/${path.map(encodeURIComponent).join('/')}${text === '' ? '' : `?${text}`}`
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
