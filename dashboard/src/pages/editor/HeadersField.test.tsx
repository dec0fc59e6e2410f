// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { act } from 'react'
import { afterEach, expect, it } from 'vitest'
import { draw } from '../../parts/drawn'
import { type DraftState, useDraft } from './draftState'
import { HeadersField } from './HeadersField'

let removeDrawn = () => {}
afterEach(() => removeDrawn())

function begin() {
  const seen: DraftState[] = []
  function Host() {
    const state = useDraft({ name: 'a', headers: { A: '1' } })
    seen.push(state)
    return <MantineProvider><HeadersField state={state} /></MantineProvider>
  }
  const { box, remove } = draw(<Host />)
  removeDrawn = remove
  const input = (what: string, row: number) => box.querySelector<HTMLInputElement>(`input[aria-label="${what} of header ${row}"]`)
  return {
    names: () => [...box.querySelectorAll<HTMLInputElement>('input[aria-label^="Name"]')].map(({ value }) => value),
    shown: () => box.textContent,
    state: () => seen.at(-1) as DraftState,
    add: () => act(() => [...box.querySelectorAll('button')].at(-1)?.click()),
    type: (what: 'Name' | 'Value', row: number, text: string) => act(() => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input(what, row), text)
      input(what, row)?.dispatchEvent(new Event('input', { bubbles: true }))
    }),
  }
}

it('has nothing sent while a value has no name, which is a change', () => {
  const field = begin()
  field.add()
  expect([field.state().isComplete, field.state().isChanged]).toEqual([true, false])
  field.type('Value', 2, 'v')
  expect(field.shown()).toContain('A value needs a name')
  expect([field.state().isComplete, field.state().isChanged]).toEqual([false, true])
  field.type('Name', 2, 'B')
  expect([field.state().isComplete, field.state().draft['headers']]).toEqual([true, { A: '1', B: 'v' }])
})

it('has nothing sent while two rows have one name', () => {
  const field = begin()
  field.add()
  field.type('Name', 2, 'A')
  expect(field.shown()).toContain('This name is above already')
  expect([field.state().isComplete, field.state().draft['headers']]).toEqual([false, { A: '1' }])
  field.type('Name', 2, 'AB')
  expect([field.state().isComplete, field.state().draft['headers']]).toEqual([true, { A: '1', AB: '' }])
})

it('keeps unfinished rows while other fields are changed, and drops them for other headers', () => {
  const field = begin()
  field.add()
  field.type('Name', 2, 'A')
  act(() => field.state().set('name', 'b'))
  expect([field.names(), field.state().isComplete]).toEqual([['A', 'A'], false])
  act(() => field.state().setText('{"headers": {"C": "3"}}'))
  expect([field.names(), field.state().isComplete]).toEqual([['C'], true])
})
