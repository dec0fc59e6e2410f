import { NavLink } from '@mantine/core'
import { hrefTo } from '../lib/route'
import { Icon } from '../parts/icons'
import { navEntries } from './pages'

export function Navigation({ current, onHelp }: { current: string, onHelp: () => void }) {
  return (
    <>
      <ul className="nav-list">
        {navEntries.map(({ segment, label, icon }) => (
          <li key={segment}>
            <NavLink href={hrefTo(segment === '' ? [] : [segment])} label={label} leftSection={<Icon name={icon} />}
              active={current === segment} {...(current === segment ? { 'aria-current': 'page' as const } : {})} />
          </li>
        ))}
      </ul>
      <ul className="nav-list nav-end">
        <li><NavLink href="docs" label="API" leftSection={<Icon name="terminal" />} /></li>
        <li>
          <NavLink component="button" label="Help" leftSection={<Icon name="help" />} onClick={onHelp}
            aria-keyshortcuts="?" />
        </li>
      </ul>
    </>
  )
}
