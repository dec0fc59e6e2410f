import { Button, Fieldset, Group, SimpleGrid, TextInput } from '@mantine/core'
import { useState } from 'react'
import { putNamespace } from '../../api/accessRequests'
import type { Namespace, Quotas } from '../../api/types'
import { numberOf } from '../../lib/jobDraft'
import { CurlButton } from '../../parts/CurlButton'
import { ProblemAlert } from '../../parts/ProblemAlert'
import { say } from '../../parts/toast'
import { useSubmit } from '../../parts/useSubmit'

const fields = [
  ['jobsMax', 'Jobs'],
  ['intervalMsMin', 'Shortest interval, ms'],
  ['bodyBytesMax', 'Body, bytes'],
  ['inFlightMax', 'Calls in flight, per node'],
  ['requestsPerSecondMax', 'Requests per second, per node'],
] as const satisfies readonly (readonly [keyof Quotas, string])[]

type Texts = Readonly<Record<(typeof fields)[number][0], string>>

/** A new namespace, or the quotas of one. Quotas that are left empty are none. */
export function NamespaceForm({ edited, known, onDone }:
  { edited: Namespace | null, known: readonly Namespace[], onDone: () => void }) {
  const [name, setName] = useState(edited?.name ?? '')
  const [texts, setTexts] = useState<Texts>(() => textsOf(edited?.quotas ?? {}))
  const quotas = Object.fromEntries(fields.map(([field]) => [field, numberOf(texts[field], true) ?? null])) as Quotas
  // A new one is written as an edit is: over one that is there it would clear the quotas.
  const isTaken = edited === null && known.some((namespace) => namespace.name === name)
  const isOff = name === '' || isTaken
  const request = putNamespace(name, quotas)
  const { problem, error, isPending, submit } = useSubmit<Namespace>(request, (namespace) => {
    say(`Quotas of ${namespace.name} are set`)
    setName('')
    setTexts(textsOf({}))
    onDone()
  })
  return (
    <Fieldset legend={edited === null ? 'New namespace' : `Quotas of ${edited.name}`}>
      <form onSubmit={(event) => (isOff ? event.preventDefault() : submit(event))} noValidate>
        {problem !== null && <div className="gap-bottom"><ProblemAlert error={problem} /></div>}
        <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="sm">
          <TextInput label="Name" value={name} disabled={edited !== null} maxLength={63}
            error={isTaken ? 'There is a namespace with this name: its quotas are set in the list.' : error('name')}
            placeholder="Lower-case letters, digits, hyphens" onChange={(event) => setName(event.currentTarget.value)} />
          {fields.map(([field, label]) => (
            <TextInput key={field} label={label} inputMode="numeric" placeholder="no limit" value={texts[field]}
              error={error(`quotas.${field}`)} onChange={(event) => setTexts({ ...texts, [field]: event.currentTarget.value })} />
          ))}
        </SimpleGrid>
        <Group mt="md" gap="xs">
          <Button.Group>
            <Button type="submit" aria-disabled={isOff || isPending}>{edited === null ? 'Create' : 'Set quotas'}</Button>
            <CurlButton request={request} what={edited === null ? 'Create the namespace' : 'Set quotas'} isDisabled={isTaken} />
          </Button.Group>
          {edited !== null && <Button variant="default" onClick={onDone}>Cancel</Button>}
        </Group>
      </form>
    </Fieldset>
  )
}

function textsOf(quotas: Quotas): Texts {
  return Object.fromEntries(fields.map(([field]) => [field, quotas[field]?.toString() ?? ''])) as Texts
}
