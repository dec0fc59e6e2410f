import { Text } from '@mantine/core'
import { useMe } from '../api/useMe'
import type { Scope } from '../api/types'

/** In place of what the reader's key does not allow. */
export function ScopeNote({ scope }: { scope: Scope }) {
  const { data: me } = useMe()
  return <Text>This needs the scope {scope}{me && `; ${me.name} has ${me.scope}`}.</Text>
}
