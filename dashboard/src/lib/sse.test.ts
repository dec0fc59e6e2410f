import { expect, it } from 'vitest'
import { EventParser } from './sse'

const stream = 'retry: 2000\n\nid: 1\nevent: execution\ndata: {"id":"a"}\n\n: keep open\n\nevent: alert\r\ndata:x\r\ndata: y\r\n\r\n'
const events = [{ type: 'execution', data: '{"id":"a"}' }, { type: 'alert', data: 'x\ny' }]

it('reads events, not comments, ids or retry', () => {
  expect(new EventParser().push(stream)).toEqual(events)
})

it('does not mind where chunks end', () => {
  for (let size = 1; size <= 9; size++) {
    const parser = new EventParser()
    const read = []
    for (let at = 0; at < stream.length; at += size) read.push(...parser.push(stream.slice(at, at + size)))
    expect(read).toEqual(events)
  }
})

it('holds an unfinished event back', () => {
  const parser = new EventParser()
  expect(parser.push('data: 1\n')).toEqual([])
  expect(parser.push('\n')).toEqual([{ type: 'message', data: '1' }])
})

it('forgets the type of an event without data', () => {
  expect(new EventParser().push('event: metrics\n\ndata: 1\n\n')).toEqual([{ type: 'message', data: '1' }])
})
