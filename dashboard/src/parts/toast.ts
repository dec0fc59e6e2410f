import { createStore } from '../lib/store'

const showMs = 5_000

export interface Toast {
  readonly id: number
  readonly text: string
  readonly isError: boolean
  readonly link?: { readonly href: string, readonly text: string }
}

export const toasts = createStore<readonly Toast[]>([])
let lastId = 0

/** Says something in a corner of the page for a while. */
export function say(text: string, options: { isError?: boolean, link?: Toast['link'] } = {}): void {
  const id = ++lastId
  const base = { id, text, isError: options.isError ?? false }
  toasts.set([...toasts.get().slice(-3), options.link === undefined ? base : { ...base, link: options.link }])
  setTimeout(() => dismiss(id), showMs)
}

export function dismiss(id: number): void {
  toasts.set(toasts.get().filter((toast) => toast.id !== id))
}
