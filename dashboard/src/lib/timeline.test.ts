import { expect, it } from 'vitest'
import { execution } from './fakes'
import { countByStatus, timelineOf } from './timeline'

const newestFirst = [
  execution({ id: 'c', status: 'SKIPPED', durationMs: null, driftMs: null }),
  execution({ id: 'b', status: 'FAILED', durationMs: 200, driftMs: 10 }),
  execution({ id: 'a', durationMs: 50, driftMs: 5 }),
]

it('ends at the right with the newest', () => {
  const { bars } = timelineOf(newestFirst, 4)
  expect(bars.map(({ id, x }) => [id, x])).toEqual([['a', 0.25], ['b', 0.5], ['c', 0.75]])
})

it('measures by the longest, and shows what took no time', () => {
  const { bars, durationMsMax } = timelineOf(newestFirst, 4)
  expect(durationMsMax).toBe(200)
  expect(bars.map(({ height }) => height)).toEqual([0.25, 1, 0.03])
})

it('leaves the drift out of what never started', () => {
  expect(timelineOf(newestFirst, 4).drift).toEqual([{ x: 0.375, y: 0.5 }, { x: 0.625, y: 1 }])
})

it('drops the oldest when there are too many', () => {
  expect(timelineOf(newestFirst, 2).bars.map(({ id }) => id)).toEqual(['b', 'c'])
})

it('draws nothing of nothing', () => {
  expect(timelineOf([], 10)).toEqual({ bars: [], drift: [], durationMsMax: 1, driftMsMax: 1 })
})

it('counts outcomes', () => {
  expect([...countByStatus([...newestFirst, execution()])]).toEqual([['SKIPPED', 1], ['FAILED', 1], ['SUCCESS', 2]])
})
