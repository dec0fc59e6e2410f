/** One call of the API as a value: it can be sent, and shown as a curl command. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below `/api/v1`; its parts are already encoded. */
  readonly path: string
  readonly query?: Query
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>

/** Relative to the page, so that a server behind a path prefix works too. */
export function pathOf(request: ApiRequest): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value))
  }
  const text = query.toString()
  return `api/v1${request.path}${text === '' ? '' : `?${text}`}`
}

/** One part of a path. */
export function part(id: string): string {
  return encodeURIComponent(id)
}
