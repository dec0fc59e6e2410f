import { AppShell, Burger, Group } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useMay, useMe } from '../api/useMe'
import { Lines } from '../parts/Lines'
import { PageHead } from '../parts/PageHead'
import { ScopeNote } from '../parts/ScopeNote'
import { useRoute } from '../parts/useRoute'
import { Boundary } from './Boundary'
import { ConnectionMark } from './ConnectionMark'
import { Help } from './Help'
import { LoadedPage } from './LoadedPage'
import { Navigation } from './Navigation'
import { OfflineBanner } from './OfflineBanner'
import { loadPages, pageOf } from './pages'
import { useShortcuts } from './useShortcuts'
import { WhoAmI } from './WhoAmI'

const othersMs = 1_000

export function Shell() {
  const route = useRoute()
  const [isNavOpen, setIsNavOpen] = useState(false)
  const [isHelpOpen, setIsHelpOpen] = useState(false)
  const { code, id, needs = 'read' } = pageOf(route.path)
  // What may be offered decides what stands where: nothing is placed before that is known.
  const isUnknown = !useMe().isFetched
  const isAllowed = useMay(needs)
  const place = route.path.join('/')
  const main = useRef<HTMLElement>(null)
  const burger = useRef<HTMLButtonElement>(null)
  const isFirst = useRef(true)
  useShortcuts(() => setIsHelpOpen(true))

  // The code of this page is fetched beside what else is asked first; that of the others, once the page stands.
  useEffect(() => void code.load().catch(() => { /* Said where the page would stand. */ }), [code])
  useEffect(() => {
    const timer = setTimeout(loadPages, othersMs)
    return () => clearTimeout(timer)
  }, [])

  // It lies over the page, where it can be closed.
  useEffect(() => {
    if (!isNavOpen) return
    const onKey = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape') return
      burger.current?.focus()
      setIsNavOpen(false)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [isNavOpen])

  // A new page begins at its top, and so does the keyboard, unless the page has put it somewhere.
  useEffect(() => {
    setIsNavOpen(false)
    if (isFirst.current) { isFirst.current = false; return }
    window.scrollTo(0, 0)
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true })
  }, [place])

  return (
    <AppShell header={{ height: 52 }} padding="md"
      navbar={{ width: 208, breakpoint: 'sm', collapsed: { mobile: !isNavOpen } }}>
      <AppShell.Header>
        <a className="skip" href={window.location.hash} onClick={(event) => {
          event.preventDefault()
          main.current?.focus()
        }}>Skip to the content</a>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger ref={burger} opened={isNavOpen} onClick={() => setIsNavOpen((open) => !open)} hiddenFrom="sm" size="sm"
              aria-label="Pages" aria-expanded={isNavOpen} />
            <a href="#/" className="brand"><img src="./assets/icon.svg" alt="" width={24} height={24} />Carillon</a>
          </Group>
          <Group gap="md" wrap="nowrap" className="header-end"><WhoAmI /><ConnectionMark /></Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label="Pages" onClick={() => setIsNavOpen(false)} {...(isNavOpen ? {} : { className: 'nav-closed' })}>
        <Navigation current={route.path[0] ?? ''} onHelp={() => setIsHelpOpen(true)} />
      </AppShell.Navbar>
      <AppShell.Main ref={main} tabIndex={-1} className="main">
        <OfflineBanner />
        <div className="page">
          <Boundary key={place}>
            {isUnknown ? <Lines count={10} />
              : isAllowed ? <LoadedPage code={code} id={id} />
              : <><PageHead title="Not allowed" /><ScopeNote scope={needs} /></>}
          </Boundary>
        </div>
      </AppShell.Main>
      <Help isOpen={isHelpOpen} onClose={() => setIsHelpOpen(false)} />
    </AppShell>
  )
}
