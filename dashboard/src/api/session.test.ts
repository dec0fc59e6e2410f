// @vitest-environment jsdom
import { beforeEach, expect, it } from 'vitest'
import { goWithoutKey, refuse, session, signIn, signOut } from './session'

beforeEach(() => signOut())

it('keeps a key for the tab, or on the device when told so', () => {
  signIn('k1', false)
  expect([sessionStorage.length, localStorage.length]).toEqual([1, 0])
  signIn('k2', true)
  expect([sessionStorage.length, localStorage.length]).toEqual([0, 1])
  expect(session.get()).toEqual({ key: 'k2', isRefused: false })
})

it('forgets it everywhere at sign-out', () => {
  signIn('k1', true)
  signOut()
  expect([sessionStorage.length, localStorage.length]).toEqual([0, 0])
  expect(session.get()).toEqual({ key: null, isRefused: true })
})

it('can go on without a key, and is asked again when one is needed', () => {
  signIn('k1', true)
  goWithoutKey()
  expect(session.get()).toEqual({ key: null, isRefused: false })
  expect(localStorage.length).toBe(0)
  refuse(null)
  expect(session.get().isRefused).toBe(true)
})

it('is refused only for the key that was sent', () => {
  signIn('k2', false)
  refuse('k1')
  expect(session.get().isRefused).toBe(false)
  refuse('k2')
  expect(session.get().isRefused).toBe(true)
})

it('signs in where the browser forbids storage', () => {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'localStorage') ?? {}
  Object.defineProperty(globalThis, 'localStorage', { configurable: true, get: () => { throw new DOMException('Denied', 'SecurityError') } })
  try {
    signIn('k1', true)
  } finally {
    Object.defineProperty(globalThis, 'localStorage', before)
  }
  expect(session.get()).toEqual({ key: 'k1', isRefused: false })
})

it('signs out where another tab forgets the key', () => {
  signIn('k2', true)
  forgotten('k1')
  expect(session.get().key).toBe('k2')
  forgotten('k2')
  expect(session.get()).toEqual({ key: null, isRefused: true })
})

/** What another tab's sign-out says here. */
function forgotten(key: string): void {
  window.dispatchEvent(new StorageEvent('storage', { key: 'carillon.key', oldValue: key, newValue: null }))
}
