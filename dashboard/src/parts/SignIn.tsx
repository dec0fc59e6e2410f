import { Alert, Button, Checkbox, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { goWithoutKey, session, signIn } from '../api/session'
import { useStore } from './useStore'

/** Asks for an API key; shown in place of the page whenever the server answers 401. */
export function SignIn() {
  const { key: refusedKey } = useStore(session)
  const [key, setKey] = useState('')
  const [isKept, setIsKept] = useState(false)
  const queries = useQueryClient()
  // What was shown to one reader is not for the next.
  const enter = (goIn: () => void) => {
    queries.clear()
    goIn()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (key.trim() !== '') enter(() => signIn(key.trim(), isKept))
  }
  return (
    <main className="sign-in">
      <Paper component="form" withBorder p="xl" onSubmit={submit} className="sign-in-box">
        <Stack>
          <Title order={1} size="h3">Sign in to Carillon</Title>
          {refusedKey !== null && (
            <Alert className="problem" role="alert" title="The server refuses this key">
              It was revoked, has expired, or never was one of this server.
            </Alert>
          )}
          <PasswordInput label="API key" description="carillon keys create makes one." required withAsterisk={false}
            autoComplete="current-password" data-autofocus autoFocus value={key}
            onChange={(event) => setKey(event.currentTarget.value)} />
          <Checkbox label="Remember it on this device" checked={isKept}
            onChange={(event) => setIsKept(event.currentTarget.checked)} />
          <Button type="submit" disabled={key.trim() === ''}>Sign in</Button>
          <Button variant="default" onClick={() => enter(goWithoutKey)}>Try without a key</Button>
          <Text size="xs" c="dimmed">
            The key stays in this browser and goes only to this server. Without the tick it is forgotten with the tab.
          </Text>
        </Stack>
      </Paper>
    </main>
  )
}
