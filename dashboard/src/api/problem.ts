import type { FieldError, ProblemBody } from './types'

/** What went wrong with a call: an RFC 9457 answer, or no answer at all (`status` 0, code `unreachable`). */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string | null
  readonly errors: readonly FieldError[]

  constructor(status: number, body: ProblemBody) {
    super(body.detail ?? body.title)
    this.name = 'Problem'
    this.status = status
    this.code = body.code
    this.title = body.title
    this.detail = body.detail ?? null
    this.errors = body.errors ?? []
  }

  /** No answer to a read, or to a change that may have been made all the same. */
  static unreachable(isChange: boolean): Problem {
    return new Problem(0, {
      title: 'The server cannot be reached', code: 'unreachable',
      ...(isChange ? { detail: 'Perhaps nothing was changed. Look, and try again.' } : {}),
    })
  }
}

/** Whether what was asked for does not exist: there is no use in asking again and again. */
export function isMissing(error: unknown): boolean {
  return error instanceof Problem && error.status === 404
}

/** The problem in an answer's text; answers of proxies are no problem JSON. */
export function problemFrom(status: number, text: string): Problem {
  try {
    const body: unknown = JSON.parse(text)
    if (isProblemBody(body)) return new Problem(status, body)
  } catch {
    // Not JSON: said below.
  }
  return new Problem(status, { title: `The server answered ${status}`, code: `http-${status}` })
}

/** Whatever was thrown, as a problem. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  const detail = error instanceof Error ? error.message : String(error)
  return new Problem(0, { title: 'Something went wrong in this page', code: 'page', detail })
}

function isProblemBody(body: unknown): body is ProblemBody {
  return typeof body === 'object' && body !== null && 'title' in body && 'code' in body
    && typeof body.title === 'string' && typeof body.code === 'string'
}
