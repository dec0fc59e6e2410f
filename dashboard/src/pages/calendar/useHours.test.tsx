// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { act } from 'react'
import { afterEach, expect, it } from 'vitest'
import { draw } from '../../parts/drawn'
import { useHours } from './useHours'

let remove = () => {}
afterEach(() => remove())

it('reads again at "Refresh", which keeps the focus meanwhile', () => {
  let count = 0
  const refetch = (() => { count++ }) as never
  function Controls({ isFetching }: { isFetching: boolean }) {
    return <MantineProvider>{useHours('hours', 'Hours').controls({ isFetching, refetch })}</MantineProvider>
  }
  const drawn = draw(<Controls isFetching={false} />)
  remove = drawn.remove
  const button = drawn.box.querySelector('button')
  act(() => button?.click())
  drawn.redraw(<Controls isFetching />)
  expect([button?.disabled, button?.getAttribute('aria-disabled')]).toEqual([false, 'true'])
  act(() => button?.click())
  expect(count).toBe(1)
})
