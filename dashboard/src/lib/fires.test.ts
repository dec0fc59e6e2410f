import { expect, it } from 'vitest'
import type { Preview } from '../api/types'
import { firesOf, searchFrom } from './fires'

const now = new Date('2027-01-01T00:00:00.000Z')
const later = '2027-03-01T09:00:00.000Z'

it('begins at "Not before" while that is to come', () => {
  expect(searchFrom('0 0 9 * * *', later, now)).toBe('2027-03-01T08:59:59.999Z')
  expect(searchFrom('0 0 9 * * *', '2026-12-31T00:00:00Z', now)).toBeNull()
})

it('counts intervals from "Not before"', () => {
  expect(searchFrom(' @Every 90s', later, now)).toBe(later)
})

it.each([undefined, null, '', 'soon', 7])('begins now when "Not before" is %j', (startAt) => {
  expect(searchFrom('@daily', startAt, now)).toBeNull()
})

const preview: Preview = {
  schedule: '@hourly', timeZone: 'UTC', description: 'every hour',
  nextExecutions: ['01', '02', '03'].map((hour) => ({ at: `2027-01-01T${hour}:00:00.000Z`, local: '', dst: null })),
}

function hours(draft: Parameters<typeof firesOf>[1]): readonly string[] {
  return firesOf(preview, draft).nextExecutions.map(({ at }) => at.slice(11, 13))
}

it('ends with "Not after"', () => {
  expect(hours({ endAt: '2027-01-01T02:00:00Z' })).toEqual(['01', '02'])
  expect(hours({ endAt: '2027-01-01T01:59:59Z' })).toEqual(['01'])
  expect(hours({ endAt: '2027-01-01T00:59:59Z' })).toEqual([])
})

it('has one fire when the job does not recur', () => {
  expect(hours({ isRecurring: false })).toEqual(['01'])
})

it.each([{}, { endAt: null, isRecurring: true }, { endAt: '' }, { endAt: 'never' }])('shows all with %j', (draft) => {
  expect(hours(draft)).toEqual(['01', '02', '03'])
})
