export interface ServerEvent {
  readonly type: string
  readonly data: string
}

/**
 * Reads server-sent events from chunks of text that may end anywhere. Comments and ids are passed over; an event that
 * has no data is none. Line ends are LF, CRLF or CR.
 */
export class EventParser {
  #rest = ''
  #type = ''
  #data: string[] = []

  push(chunk: string): ServerEvent[] {
    const events: ServerEvent[] = []
    const text = this.#rest + chunk
    let start = 0
    for (;;) {
      const end = lineEnd(text, start)
      if (end === null) break
      const event = this.#line(text.slice(start, end.at))
      if (event !== null) events.push(event)
      start = end.next
    }
    this.#rest = text.slice(start)
    return events
  }

  #line(line: string): ServerEvent | null {
    if (line === '') return this.#dispatch()
    const colon = line.indexOf(':')
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'event') this.#type = value
    if (field === 'data') this.#data.push(value)
    return null
  }

  #dispatch(): ServerEvent | null {
    const event = this.#data.length === 0 ? null : { type: this.#type || 'message', data: this.#data.join('\n') }
    this.#type = ''
    this.#data = []
    return event
  }
}

/** A CR at the very end may be half a CRLF: it waits for the next chunk. */
function lineEnd(text: string, start: number): { at: number, next: number } | null {
  for (let at = start; at < text.length; at++) {
    const char = text[at]
    if (char === '\n') return { at, next: at + 1 }
    if (char === '\r') {
      if (at + 1 === text.length) return null
      return { at, next: text[at + 1] === '\n' ? at + 2 : at + 1 }
    }
  }
  return null
}
