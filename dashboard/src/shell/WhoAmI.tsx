import { Text } from '@mantine/core'
import { useMe } from '../api/useMe'

/** Whom the reader is signed in as, where there is room; the settings say it too. */
export function WhoAmI() {
  const { data: me } = useMe()
  if (me === undefined || me.id === 'anybody') return null
  const text = `${me.name} · ${me.scope} · ${me.namespace}`
  return <Text size="sm" c="dimmed" truncate visibleFrom="sm" title={text}>{text}</Text>
}
