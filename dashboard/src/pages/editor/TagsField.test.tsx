// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { act } from 'react'
import { beforeAll, expect, it, vi } from 'vitest'
import { draw } from '../../parts/drawn'
import { type DraftState, useDraft } from './draftState'
import { TagsField } from './TagsField'

beforeAll(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }))
})

function begin(tags: string[]) {
  const seen: DraftState[] = []
  function Host() {
    const state = useDraft({ tags })
    seen.push(state)
    return <MantineProvider><TagsField state={state} /></MantineProvider>
  }
  const drawn = draw(<Host />)
  return { value: () => drawn.box.querySelector('input')?.value, state: () => seen.at(-1) }
}

it('shows tags, also those that have a comma', () => {
  expect(begin(['a', 'b']).value()).toBe('a, b')
  expect(begin(['a,b', ' c']).value()).toBe('a,b,  c')
})

it('follows a change of the draft', () => {
  const { value, state } = begin(['a'])
  act(() => state()?.set('tags', ['x', 'y,z']))
  expect(value()).toBe('x, y,z')
})
