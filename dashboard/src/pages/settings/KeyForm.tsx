import { Button, Group, NativeSelect, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { createKey } from '../../api/accessRequests'
import { session, signIn } from '../../api/session'
import type { NewKey, Scope } from '../../api/types'
import { fromLocalInput } from '../../lib/times'
import { createdKey } from '../../parts/createdKey'
import { CurlButton } from '../../parts/CurlButton'
import { ProblemAlert } from '../../parts/ProblemAlert'
import { useSubmit } from '../../parts/useSubmit'

const scopes = [
  { value: 'read', label: 'read' },
  { value: 'write', label: 'write, and read' },
  { value: 'admin', label: 'admin, everything' },
]

/** The first key must be an admin's; with it the server begins to ask for keys, so the page signs in with it. */
export function KeyForm({ isFirst }: { isFirst: boolean }) {
  const [name, setName] = useState('')
  const [scope, setScope] = useState<Scope>(isFirst ? 'admin' : 'read')
  const [namespace, setNamespace] = useState('')
  const [expires, setExpires] = useState('')
  const expiresAt = fromLocalInput(expires)
  const request = createKey({
    name, scope, ...(namespace === '' ? {} : { namespace }), ...(expiresAt === null ? {} : { expiresAt }),
  })
  const { problem, error, isPending, submit } = useSubmit<NewKey>(request, (key) => {
    if (session.get().key === null) signIn(key.key, false)
    createdKey.set(key)
    setName('')
    setScope('read')
    setNamespace('')
    setExpires('')
  })
  return (
    <form onSubmit={submit} noValidate aria-label="New API key">
      {problem !== null && <div className="gap-bottom"><ProblemAlert error={problem} withFields={false} /></div>}
      <Group align="flex-start" gap="sm">
        <TextInput label="Name" description="Who or what uses it" value={name} maxLength={100} error={error('name')}
          onChange={(event) => setName(event.currentTarget.value)} />
        <NativeSelect label="Scope" description="What it allows" data={scopes} value={scope} error={error('scope')}
          onChange={(event) => setScope(event.currentTarget.value as Scope)} />
        <TextInput label="Namespace" description="Empty: your own" value={namespace} maxLength={63} error={error('namespace')}
          onChange={(event) => setNamespace(event.currentTarget.value)} />
        <TextInput type="datetime-local" label="Expires" description="Empty: never" value={expires} error={error('expiresAt')}
          onChange={(event) => setExpires(event.currentTarget.value)} />
      </Group>
      <Button.Group mt="sm">
        <Button type="submit" aria-disabled={isPending}>Create key</Button>
        <CurlButton request={request} what="Create key" />
      </Button.Group>
      {isFirst && <Text size="sm" c="dimmed" mt="xs">The first key must be an admin’s. From then on every call needs a key; this page signs in with it.</Text>}
    </form>
  )
}
