// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { act } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { ConfirmProvider, useConfirm } from './confirm'
import { draw } from './drawn'
import { goTo, setParams } from './useRoute'

let remove = () => {}
afterEach(() => remove())

it('is answered no when its page is left, and stays when the page changes', async () => {
  const isThere = new Promise((resolve) => { window.addEventListener('popstate', resolve, { once: true }) })
  goTo('#/jobs/j1')
  await isThere
  const answers: boolean[] = []
  function Asker() {
    const confirm = useConfirm()
    return <button onClick={() => void confirm({ question: 'Delete it?', yes: 'Delete', isDangerous: true }).then((yes) => answers.push(yes))} />
  }
  const drawn = draw(<MantineProvider env="test"><ConfirmProvider><Asker /></ConfirmProvider></MantineProvider>)
  remove = drawn.remove
  act(() => drawn.box.querySelector('button')?.click())
  expect(document.body.textContent).toContain('Delete it?')
  act(() => setParams({ tab: 'alerts' }, 'replace'))
  await act(async () => {})
  expect([answers, document.body.textContent?.includes('Delete it?')]).toEqual([[], true])

  await act(async () => goTo('#/alerts'))
  await act(() => vi.waitFor(() => expect(answers).toEqual([false])))
  expect(document.body.textContent).not.toContain('Delete it?')
})
