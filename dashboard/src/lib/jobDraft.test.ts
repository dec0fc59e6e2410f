import { describe, expect, it } from 'vitest'
import type { Job } from '../api/types'
import { draftOf, errorOf, formatDraft, numberOf, parseDraft, toBody, withField } from './jobDraft'

it('drops what cannot be edited, and keeps redacted headers', () => {
  const job = { id: '1', version: 3, createdAt: 'x', schedule: '@daily', headers: { A: '[redacted]' } } as unknown as Job
  expect(draftOf(job)).toEqual({ schedule: '@daily', headers: { A: '[redacted]' } })
})

it('changes and removes fields in place', () => {
  const draft = { name: 'a', api: 'x', method: 'GET' }
  expect(Object.keys(withField(draft, 'api', 'y'))).toEqual(['name', 'api', 'method'])
  expect(withField(draft, 'api', undefined)).toEqual({ name: 'a', method: 'GET' })
  expect(withField(draft, 'body', null)).toEqual({ ...draft, body: null })
})

it('reads back what it writes', () => {
  const draft = { api: 'http://a/', retry: { jitter: 0.5 }, tags: ['a'] }
  expect(parseDraft(formatDraft(draft))).toEqual({ draft })
})

it.each(['[]', 'null', '3', '"x"'])('refuses %s: it is no object', (text) => {
  expect(parseDraft(text)).toEqual({ error: 'A job is a JSON object' })
})

it('says what is wrong with broken JSON', () => {
  expect(parseDraft('{"a": }')).toHaveProperty('error')
})

it('sends no empty names', () => {
  expect(toBody({ name: '', description: 'd', api: '', startAt: '' })).toEqual({ description: 'd', api: '' })
})

it.each(['GET', 'HEAD', 'OPTIONS'])('sends no body that %s does not carry', (method) => {
  expect(toBody({ api: 'a', method, body: { a: 1 } })).toEqual({ api: 'a', method })
})

it('sends a body with other methods', () => {
  expect(toBody({ method: 'DELETE', body: 'b' })).toEqual({ method: 'DELETE', body: 'b' })
  expect(toBody({ body: 'b' })).toEqual({ body: 'b' })
})

describe('errorOf', () => {
  const errors = [
    { field: 'retry.jitter', message: 'must be 0 to 1' },
    { field: 'tags[0]', message: 'must have 1 to 64 characters' },
    { field: 'api', message: 'must be a URL' },
  ]

  it('finds a field and its parts', () => {
    expect(errorOf(errors, 'api')).toBe('must be a URL')
    expect(errorOf(errors, 'retry.jitter')).toBe('must be 0 to 1')
    expect(errorOf(errors, 'tags')).toBe('[0] must have 1 to 64 characters')
  })

  it('does not mistake one field for the beginning of another', () => {
    expect(errorOf([{ field: 'apiKey', message: 'x' }], 'api')).toBeUndefined()
  })
})

it('keeps a number as it is typed until it reads the same', () => {
  expect(['1', '1.', '1.0', '1.05', 'x', '', '007'].map((text) => numberOf(text))).toEqual([1, '1.', '1.0', 1.05, 'x', undefined, '007'])
  expect(numberOf('1.0', true)).toBe(1)
})
