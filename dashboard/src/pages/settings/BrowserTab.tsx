import { Button, Group, Input, SegmentedControl, Stack, Text, useMantineColorScheme } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { session, signOut } from '../../api/session'
import { useMe } from '../../api/useMe'
import { readerZone } from '../../lib/times'
import { useStore } from '../../parts/useStore'

export function BrowserTab() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const { key } = useStore(session)
  const queries = useQueryClient()
  const { data: me } = useMe()
  const leave = () => {
    signOut()
    queries.clear()
  }
  return (
    <Stack gap="lg">
      <Input.Wrapper label="Colours" labelElement="div" labelProps={{ id: 'colours' }}>
        <div>
          <SegmentedControl mt={6} value={colorScheme} aria-labelledby="colours"
            onChange={(value) => setColorScheme(value as typeof colorScheme)}
            data={[{ value: 'auto', label: 'As the system' }, { value: 'light', label: 'Light' }, { value: 'dark', label: 'Dark' }]} />
        </div>
      </Input.Wrapper>
      <Input.Wrapper label="Access" labelElement="div">
        <Group mt={6}>
          <Text size="sm" className="wrap-anywhere">
            {key === null ? 'You are not signed in.' : `You are signed in with the key ${key.slice(0, 12)}…`}
            {me !== undefined && me.id !== 'anybody' && ` It is ${me.name}: scope ${me.scope}, namespace ${me.namespace}.`}
          </Text>
          <Button variant="default" size="xs" onClick={leave}>{key === null ? 'Sign in with a key' : 'Sign out'}</Button>
        </Group>
      </Input.Wrapper>
      <Text size="sm">Times are shown in {readerZone}, the zone of this browser.</Text>
    </Stack>
  )
}
