// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Job } from '../../api/types'
import { draw } from '../../parts/drawn'
import { useSelection } from '../../parts/useSelection'
import { BulkBar } from './BulkBar'

let sent = 0
let answer = (_: Response) => {}
let removeDrawn = () => {}
beforeEach(() => {
  sent = 0
  vi.stubGlobal('fetch', () => {
    sent++
    return new Promise<Response>((resolve) => { answer = resolve })
  })
})
afterEach(() => {
  removeDrawn()
  vi.unstubAllGlobals()
})

it('leaves the focus at the action that was pressed, and sends it once', async () => {
  function Host() {
    const selection = useSelection()
    return <><BulkBar selection={selection} jobs={[{ id: 'a' } as Job]} /><button onClick={() => selection.toggle('a')}>Select</button></>
  }
  const { box, remove } = draw(
    <QueryClientProvider client={new QueryClient()}><MantineProvider><Host /></MantineProvider></QueryClientProvider>)
  removeDrawn = remove
  const button = (label: string) =>
    [...box.querySelectorAll('button')].find(({ textContent }) => textContent === label) as HTMLButtonElement
  const press = (label: string) => act(async () => button(label).click())
  await press('Pause')
  expect([sent, button('Pause').ariaDisabled]).toEqual([0, 'true'])

  await press('Select')
  expect(button('Pause').ariaDisabled).toBe('false')
  await act(async () => {
    button('Pause').click()
    button('Pause').click() // Before it is drawn that the first one is being sent.
  })
  await press('Pause')
  expect([sent, button('Pause').disabled, button('Pause').ariaDisabled]).toEqual([1, false, 'true'])

  await act(async () => answer(Response.json({ succeeded: 1, failed: 0, results: [] })))
  expect([box.textContent?.includes('0 selected'), button('Pause').disabled]).toEqual([true, false])
})
