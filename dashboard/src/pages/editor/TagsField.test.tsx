// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { act } from 'react'
import { afterEach, expect, it } from 'vitest'
import { draw } from '../../parts/drawn'
import { type DraftState, useDraft } from './draftState'
import { TagsField } from './TagsField'

let removeDrawn = () => {}
afterEach(() => removeDrawn())

function begin(tags: string[]) {
  const seen: DraftState[] = []
  function Host() {
    const state = useDraft({ tags })
    seen.push(state)
    return <MantineProvider><TagsField state={state} /></MantineProvider>
  }
  const { box, remove } = draw(<Host />)
  removeDrawn = remove
  const input = box.querySelector('input') as HTMLInputElement
  return {
    shown: () => [...box.querySelectorAll('.mantine-Pill-label')].map((label) => label.textContent),
    state: () => seen.at(-1) as DraftState,
    tags: () => seen.at(-1)?.draft['tags'],
    type: (text: string) => act(() => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text)
      input.dispatchEvent(new Event('input', { bubbles: true }))
    }),
    press: (key: string) => act(() => { input.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })) }),
    leave: () => act(() => { input.dispatchEvent(new FocusEvent('focusout', { bubbles: true })) }),
    remove: (tag: string) => act(() => box.querySelector<HTMLElement>(`[aria-label="Remove the tag ${tag}"]`)?.click()),
  }
}

it('adds what is typed as one tag, by Enter or when the field is left', () => {
  const field = begin(['a'])
  field.type('b, c')
  field.press('Enter')
  field.type('d')
  field.leave()
  expect(field.tags()).toEqual(['a', 'b, c', 'd'])
  expect(JSON.parse(field.state().text)).toEqual({ tags: ['a', 'b, c', 'd'] })
})

it('removes one, or the last by Backspace while nothing is typed', () => {
  const field = begin(['a', 'b,b', 'c'])
  field.remove('b,b')
  expect(field.tags()).toEqual(['a', 'c'])
  field.type('x')
  field.press('Backspace')
  expect(field.tags()).toEqual(['a', 'c'])
  field.type('')
  field.press('Backspace')
  expect(field.tags()).toEqual(['a'])
})

it('follows a change of the draft and leaves it alone when nothing was typed', () => {
  const field = begin(['a'])
  act(() => field.state().setText('{"tags": ["x", " y,z", 7]}'))
  expect(field.shown()).toEqual(['x', ' y,z', '7'])
  field.leave()
  expect(field.tags()).toEqual(['x', ' y,z', 7])
  act(() => field.state().setText('{"tags": "x"}'))
  expect(field.shown()).toEqual([])
})
