// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { afterEach, expect, it } from 'vitest'
import { draw } from './drawn'
import { Pager, type PagerState } from './Pager'

let removeDrawn = () => {}
afterEach(() => removeDrawn())

function begin(state: Partial<PagerState>) {
  const content = (change: Partial<PagerState>) => (
    <MantineProvider><Pager isCut={false} isFirst={false} isBusy={false} onNext={null} onBack={null} {...state} {...change} /></MantineProvider>
  )
  const { box, redraw, remove } = draw(content({}))
  removeDrawn = remove
  return {
    buttons: () => [...box.querySelectorAll('button')] as [HTMLButtonElement, HTMLButtonElement],
    change: (change: Partial<PagerState>) => redraw(content(change)),
  }
}

it('leaves the focus at a button that was pressed, and turns one page at a time', () => {
  const turned: string[] = []
  const pager = begin({ onNext: () => turned.push('next'), onBack: () => turned.push('back') })
  const [back, next] = pager.buttons()
  next.click()
  pager.change({ isBusy: true })
  next.click()
  expect([turned, next.disabled, next.ariaDisabled]).toEqual([['next'], false, 'true'])
  pager.change({ onNext: null })
  expect([next.disabled, next.ariaDisabled]).toEqual([false, 'true'])
  back.click()
  pager.change({ onBack: null })
  back.click()
  expect([turned, back.disabled, back.ariaDisabled]).toEqual([['next', 'back'], false, 'true'])
})
