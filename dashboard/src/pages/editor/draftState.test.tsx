// @vitest-environment jsdom
import { act } from 'react'
import { afterEach, expect, it } from 'vitest'
import { drawHook } from '../../parts/drawn'
import { type DraftState, useDraft } from './draftState'

let remove = () => {}
afterEach(() => remove())

function begin(): { readonly current: DraftState } {
  const hook = drawHook(() => useDraft({ schedule: '@daily', api: 'http://a/' }))
  remove = hook.remove
  return hook
}

it('writes a changed field into the text', () => {
  const state = begin()
  expect(state.current.isChanged).toBe(false)
  act(() => state.current.set('api', 'http://b/'))
  expect(JSON.parse(state.current.text)).toEqual({ schedule: '@daily', api: 'http://b/' })
  expect(state.current.isChanged).toBe(true)
})

it('reads changed text into the fields, and leaves them alone while it is no job', () => {
  const state = begin()
  act(() => state.current.setText('{"schedule": "@hourly"'))
  expect(state.current.textError).not.toBeNull()
  expect(state.current.draft['schedule']).toBe('@daily')
  act(() => state.current.setText('{"schedule": "@hourly"}'))
  expect(state.current.textError).toBeNull()
  expect(state.current.draft).toEqual({ schedule: '@hourly' })
})

it('shows what the server said of a field until the field is changed', () => {
  const state = begin()
  act(() => state.current.setErrors([
    { field: 'api', message: 'must be a URL' }, { field: 'tags[0]', message: 'is empty' }, { field: 'colour', message: 'is unknown' },
  ]))
  expect(state.current.errorOf('api')).toBe('must be a URL')
  expect(state.current.otherErrors(['api', 'tags'])).toEqual([{ field: 'colour', message: 'is unknown' }])
  act(() => state.current.set('api', 'http://c/'))
  expect(state.current.errorOf('api')).toBeUndefined()
  expect(state.current.errorOf('tags')).toBe('[0] is empty')
})

it('keeps text that is no job yet from being overwritten by a field', () => {
  const state = begin()
  act(() => state.current.setText('{"schedule": "@hourly"'))
  act(() => state.current.set('api', 'http://b/'))
  expect([state.current.text, state.current.draft['api']]).toEqual(['{"schedule": "@hourly"', 'http://a/'])
})
