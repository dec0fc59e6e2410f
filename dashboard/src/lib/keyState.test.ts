import { expect, it } from 'vitest'
import { keyState } from './keyState'

const now = new Date('2027-01-01T00:00:00Z')

it.each([
  [null, null, 'live'],
  [null, '2027-01-01T00:00:01Z', 'live'],
  [null, '2027-01-01T00:00:00Z', 'expired'],
  ['2026-12-01T00:00:00Z', '2026-12-31T00:00:00Z', 'revoked'],
])('with revokedAt %s and expiresAt %s a key is %s at that instant', (revokedAt, expiresAt, state) => {
  expect(keyState({ revokedAt, expiresAt }, now)).toBe(state)
})
