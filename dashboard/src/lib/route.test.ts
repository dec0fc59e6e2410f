import { describe, expect, it } from 'vitest'
import { hrefTo, parseHash } from './route'

describe('parseHash', () => {
  it('reads segments and query', () => {
    const route = parseHash('#/jobs/a%2Fb/edit?active=true&text=x%20y')
    expect(route.path).toEqual(['jobs', 'a/b', 'edit'])
    expect(route.query.get('active')).toBe('true')
    expect(route.query.get('text')).toBe('x y')
  })

  it.each(['', '#', '#/', '#//'])('takes %j for the overview', (hash) => {
    expect(parseHash(hash).path).toEqual([])
  })

  it('keeps a segment that is no valid encoding', () => {
    expect(parseHash('#/jobs/%zz').path).toEqual(['jobs', '%zz'])
  })
})

describe('hrefTo', () => {
  it('encodes and leaves out what is empty', () => {
    expect(hrefTo(['jobs', 'a/b'], { text: 'x&y', tag: '', active: false, name: undefined, cursor: null }))
      .toBe('#/jobs/a%2Fb?text=x%26y&active=false')
  })

  it('is read back as it was written', () => {
    const route = parseHash(hrefTo(['executions', '1ng'], { status: 'FAILED,SKIPPED', q: 'a?b#c' }))
    expect(route.path).toEqual(['executions', '1ng'])
    expect(route.query.get('status')).toBe('FAILED,SKIPPED')
    expect(route.query.get('q')).toBe('a?b#c')
  })
})
