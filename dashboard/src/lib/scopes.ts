import type { Scope } from '../api/types'

const scopes: readonly Scope[] = ['read', 'write', 'admin']

/** Whether who holds a scope may do what needs another: each includes those before it. */
export function allows(held: Scope, needed: Scope): boolean {
  return scopes.indexOf(held) >= scopes.indexOf(needed)
}
