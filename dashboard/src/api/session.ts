import { createStore } from '../lib/store'

const storageKey = 'carillon.key'

export interface Session {
  /** The API key that requests carry, or null: a server without keys needs none. */
  readonly key: string | null
  /** Whether the server asked for a key, or for another one. */
  readonly isRefused: boolean
}

export const session = createStore<Session>({ key: storedKey(), isRefused: false })

// A key that was remembered is forgotten in all tabs.
window.addEventListener('storage', ({ key, oldValue, newValue }) => {
  if (key === storageKey && newValue === null && oldValue !== null && oldValue === session.get().key) signOut()
})

/** `remember` keeps the key after the browser is closed. */
export function signIn(key: string, remember: boolean): void {
  forget()
  write(key, remember)
  session.set({ key, isRefused: false })
}

export function signOut(): void {
  forget()
  session.set({ key: null, isRefused: true })
}

/** Leaves the sign-in panel; a server that needs a key leads back to it. */
export function goWithoutKey(): void {
  forget()
  session.set({ key: null, isRefused: false })
}

/** A request was answered 401. A key that has been replaced meanwhile is not to blame. */
export function refuse(key: string | null): void {
  if (session.get().key === key) session.set({ key, isRefused: true })
}

function storedKey(): string | null {
  try {
    return sessionStorage.getItem(storageKey) ?? localStorage.getItem(storageKey)
  } catch {
    return null
  }
}

function write(key: string, remember: boolean): void {
  try {
    (remember ? localStorage : sessionStorage).setItem(storageKey, key)
  } catch {
    // Storage is full or forbidden: the key lasts as long as the page.
  }
}

function forget(): void {
  try {
    sessionStorage.removeItem(storageKey)
    localStorage.removeItem(storageKey)
  } catch {
    // Nothing was kept.
  }
}
