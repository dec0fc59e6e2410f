import { expect, it } from 'vitest'
import { allows } from './scopes'

it.each([
  ['read', true, false, false],
  ['write', true, true, false],
  ['admin', true, true, true],
] as const)('with %s one may read %s, write %s, administer %s', (held, read, write, admin) => {
  expect([allows(held, 'read'), allows(held, 'write'), allows(held, 'admin')]).toEqual([read, write, admin])
})
