// @vitest-environment jsdom
import { act } from 'react'
import { expect, it } from 'vitest'
import { draw } from './drawn'
import { goneFrom, useHold } from './useHold'

interface Item { readonly id: string, readonly text?: string }

function List({ items, place = '' }: { items: readonly Item[], place?: string }) {
  const hold = useHold()
  return <div data-list {...hold.props}>{hold.keep(items, false, place).map(({ id, text }) => text ?? id).join(',')}</div>
}

function point(box: HTMLElement, type: 'pointerover' | 'pointerout'): void {
  act(() => { box.querySelector('[data-list]')?.dispatchEvent(new MouseEvent(type, { bubbles: true, relatedTarget: document.body })) })
}

it('keeps the list while it is pointed at, and catches up afterwards', () => {
  const { box, redraw, remove } = draw(<List items={[{ id: 'a' }]} />)
  point(box, 'pointerover')
  redraw(<List items={[{ id: 'b' }, { id: 'a' }]} />)
  expect(box.textContent).toBe('a')
  point(box, 'pointerout')
  expect(box.textContent).toBe('b,a')
  remove()
})

it('shows another list at once, also while it is pointed at', () => {
  const { box, redraw, remove } = draw(<List items={[{ id: 'a' }]} place="page 1" />)
  point(box, 'pointerover')
  redraw(<List items={[{ id: 'z' }]} place="page 2" />)
  expect(box.textContent).toBe('z')
  remove()
})

it('does not hold on to an empty list', () => {
  const { box, redraw, remove } = draw(<List items={[]} />)
  point(box, 'pointerover')
  redraw(<List items={[{ id: 'a' }]} />)
  expect(box.textContent).toBe('a')
  remove()
})

it('renews what the kept rows show', () => {
  const { box, redraw, remove } = draw(<List items={[{ id: 'a' }]} />)
  point(box, 'pointerover')
  redraw(<List items={[{ id: 'b' }, { id: 'a', text: 'A' }]} />)
  expect(box.textContent).toBe('A')
  remove()
})

it.each([
  ['what others have moved off the page', 'n,a,b', false, ''],
  ['what is missing between others', 'a,c', false, 'b'],
  ['what others have followed up for', 'a,b,d', false, 'c'],
  ['what is missing at the end of all', 'a', true, 'b,c'],
  ['what may all have been moved on', 'x,y,z', false, ''],
])('tells %s from what has left the list', (_, next, isWhole, gone) => {
  expect([...goneFrom(itemsOf('a,b,c'), itemsOf(next), isWhole)].join()).toBe(gone)
})

function itemsOf(ids: string): readonly Item[] {
  return ids.split(',').map((id) => ({ id }))
}
