// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { draw } from '../parts/drawn'
import { Shell } from './Shell'

vi.setConfig({ testTimeout: 60_000 })

let box: HTMLElement
let remove = () => {}
beforeEach(() => {
  vi.stubGlobal('fetch', () => new Promise(() => {}))
  const drawn = draw(
    <MantineProvider env="test"><QueryClientProvider client={new QueryClient()}><Shell /></QueryClientProvider></MantineProvider>)
  box = drawn.box
  remove = drawn.remove
  act(() => burger()?.click())
  expect(isOpen()).toBe('true')
})
afterEach(() => {
  remove()
  vi.unstubAllGlobals()
})

const burger = () => box.querySelector<HTMLElement>('button[aria-label="Pages"]')
const isOpen = () => burger()?.getAttribute('aria-expanded')

it('closes the navigation of phones at a choice, also of the page on show', () => {
  act(() => box.querySelector<HTMLElement>('nav [aria-current=page]')?.click())
  expect(isOpen()).toBe('false')
})

it('closes the navigation of phones at Escape, and has the focus where it was opened', () => {
  box.querySelector<HTMLElement>('nav a')?.focus()
  act(() => { window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' })) })
  expect([isOpen(), document.activeElement]).toEqual(['false', burger()])
})
