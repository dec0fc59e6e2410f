import type { Key } from '../api/types'

export function keyState(key: Pick<Key, 'revokedAt' | 'expiresAt'>, now: Date): 'live' | 'expired' | 'revoked' {
  if (key.revokedAt !== null) return 'revoked'
  if (key.expiresAt !== null && new Date(key.expiresAt) <= now) return 'expired'
  return 'live'
}
