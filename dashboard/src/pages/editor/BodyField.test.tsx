// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { act } from 'react'
import { afterEach, expect, it } from 'vitest'
import type { Json } from '../../api/types'
import { draw } from '../../parts/drawn'
import { BodyField } from './BodyField'
import { type DraftState, useDraft } from './draftState'

let removeDrawn = () => {}
afterEach(() => removeDrawn())

function begin(body: Json) {
  const seen: DraftState[] = []
  function Host() {
    const state = useDraft({ name: 'a', body })
    seen.push(state)
    return <MantineProvider><BodyField state={state} /></MantineProvider>
  }
  const { box, remove } = draw(<Host />)
  removeDrawn = remove
  const input = () => box.querySelector('textarea') as HTMLTextAreaElement
  return {
    text: () => input().value,
    shown: () => box.textContent,
    state: () => seen.at(-1) as DraftState,
    type: (text: string) => act(() => {
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(input(), text)
      input().dispatchEvent(new Event('input', { bubbles: true }))
    }),
    choose: (kind: string) => act(() => box.querySelector<HTMLInputElement>(`input[value=${kind}]`)?.click()),
  }
}

const unfinished = '{"attempt": {{attempt}}}'

it('has nothing sent while its JSON is unfinished, which is a change', () => {
  const field = begin({ a: 1 })
  expect([field.state().isComplete, field.state().isChanged]).toEqual([true, false])
  field.type(unfinished)
  expect([field.state().isComplete, field.state().isChanged]).toEqual([false, true])
  field.type('{"a": 2}')
  expect([field.state().isComplete, field.state().draft['body']]).toEqual([true, { a: 2 }])
})

it('keeps unfinished JSON while other fields are changed', () => {
  const field = begin({ a: 1 })
  field.type(unfinished)
  act(() => field.state().set('name', 'b'))
  act(() => field.state().setText('{"name": "c", "body": {"a": 1}}'))
  expect([field.text(), field.state().isComplete]).toEqual([unfinished, false])
})

it('takes unfinished JSON for text when that is chosen', () => {
  const field = begin({ a: 1 })
  field.type(unfinished)
  field.choose('text')
  expect([field.state().draft['body'], field.state().isComplete]).toEqual([unfinished, true])
})

it('says where the browser rounds numbers of JSON', () => {
  const field = begin({ a: 1 })
  expect(field.shown().includes('rounds')).toBe(!('rawJSON' in JSON))
  field.choose('text')
  expect(field.shown()).not.toContain('rounds')
})

it('drops unfinished JSON for another body', () => {
  const field = begin({ a: 1 })
  field.type(unfinished)
  act(() => field.state().setText('{"body": {"b": 2}}'))
  expect([JSON.parse(field.text()), field.state().isComplete]).toEqual([{ b: 2 }, true])
  field.type(unfinished)
  field.choose('none')
  expect([field.state().draft['body'], field.state().isComplete]).toEqual([null, true])
})
