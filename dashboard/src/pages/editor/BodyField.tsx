import { Input, SegmentedControl, Textarea } from '@mantine/core'
import { useId, useState } from 'react'
import type { Json } from '../../api/types'
import { carriesBody } from '../../lib/jobDraft'
import { keepsNumbers, parseJson } from '../../lib/json'
import type { DraftState } from './draftState'

type Kind = 'none' | 'json' | 'text'

/** The body as JSON or as plain text. JSON that is unfinished stays here, and keeps the draft from being sent. */
export function BodyField({ state }: { state: DraftState }) {
  const body = state.draft['body']
  const id = useId()
  const [text, setText] = useState(() => textOf(body))
  const kind: Kind = body === undefined || body === null ? 'none' : typeof body === 'string' ? 'text' : 'json'
  const parsed = kind === 'json' ? parse(text) : undefined
  const isUnfinished = state.unfinished.includes('body')
  if (!isUnfinished && kind === 'json' && JSON.stringify(parsed) !== JSON.stringify(body)) setText(textOf(body))
  const choose = (next: Kind) => {
    if (next === 'none') return state.set('body', null)
    if (next === 'text') return state.set('body', kind === 'json' ? text : textOf(body))
    const value = parse(typeof body === 'string' ? body : '')
    const json: Json = value === undefined || value === null || typeof value === 'string' ? {} : value
    setText(textOf(json))
    state.set('body', json)
  }
  const write = (next: string) => {
    if (kind === 'text') return state.set('body', next)
    setText(next)
    const value = parse(next)
    const isJson = value !== undefined && value !== null && typeof value !== 'string'
    if (isJson) state.set('body', value)
    else state.leaveUnfinished('body')
  }
  return (
    <Input.Wrapper label="Body" labelElement="div" labelProps={{ id }} error={state.errorOf('body') ?? null}
      description={carriesBody(state.draft)
        ? 'Placeholders: {{executionId}}, {{attempt}}, {{scheduledAt}}. Without a body POST, PUT and PATCH send a small envelope.'
        : 'GET, HEAD and OPTIONS send no body, and none is saved.'}>
      <div>
        <SegmentedControl size="xs" mt={6} mb={6} value={kind} onChange={choose} aria-labelledby={id}
          data={[{ value: 'none', label: 'None' }, { value: 'json', label: 'JSON' }, { value: 'text', label: 'Text' }]} />
      </div>
      {kind !== 'none' && (
        <Textarea aria-label={kind === 'json' ? 'Body, JSON' : 'Body, text'} rows={5} classNames={{ input: 'mono' }} spellCheck={false}
          value={kind === 'text' ? String(body) : text} onChange={(event) => write(event.currentTarget.value)}
          description={kind === 'json' && !keepsNumbers
            ? 'This browser rounds numbers of more than 15 digits; a save stores them rounded. Newer ones keep them.' : null}
          error={isUnfinished ? 'This is not a JSON object, list, number or truth value yet.' : null} />
      )}
    </Input.Wrapper>
  )
}

function textOf(body: Json | undefined): string {
  if (body === undefined || body === null) return ''
  return typeof body === 'string' ? body : JSON.stringify(body, null, 2)
}

function parse(text: string): Json | undefined {
  try {
    return parseJson<Json>(text)
  } catch {
    return undefined
  }
}
