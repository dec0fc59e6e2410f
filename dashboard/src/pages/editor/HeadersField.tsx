import { ActionIcon, Button, Group, Input, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Json } from '../../api/types'
import { Icon } from '../../parts/icons'
import type { DraftState } from './draftState'

type Rows = readonly (readonly [name: string, value: string])[]

/** Headers as rows. Rows may have no name yet, or the same one: they are kept here, and what is valid goes into the draft. */
export function HeadersField({ state }: { state: DraftState }) {
  const headers = state.draft['headers']
  const [rows, setRows] = useState<Rows>(() => rowsOf(headers))
  if (!isSame(rows, headers)) setRows(rowsOf(headers))
  const change = (next: Rows) => {
    setRows(next)
    const named = next.filter(([name]) => name !== '')
    state.set('headers', named.length === 0 && headers === undefined ? undefined : Object.fromEntries(named))
  }
  const error = state.errorOf('headers')
  return (
    <Input.Wrapper label="Headers" labelElement="div" error={error ?? null}
      description="Values are write-only: [redacted] keeps the stored one.">
      <Stack gap="xs" mt={6}>
        {rows.map(([name, value], index) => (
          <Group key={index} gap="xs" wrap="nowrap">
            <TextInput aria-label={`Name of header ${index + 1}`} placeholder="Name" value={name} className="grow" spellCheck={false}
              onChange={(event) => change(rows.with(index, [event.currentTarget.value, value]))} />
            <TextInput aria-label={`Value of header ${index + 1}`} placeholder="Value" value={value} className="grow" spellCheck={false}
              onChange={(event) => change(rows.with(index, [name, event.currentTarget.value]))} />
            <ActionIcon variant="default" size={36} aria-label={`Remove header ${index + 1}`}
              onClick={() => change(rows.toSpliced(index, 1))}><Icon name="remove" /></ActionIcon>
          </Group>
        ))}
        <Button variant="default" size="xs" className="self-start" leftSection={<Icon name="add" size={12} />}
          onClick={() => setRows([...rows, ['', '']])}>Add a header</Button>
      </Stack>
    </Input.Wrapper>
  )
}

function rowsOf(headers: Json | undefined): Rows {
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers)) return []
  return Object.entries(headers).map(([name, value]) => [name, String(value)] as const)
}

/** Whether the rows say what the draft says; rows without a name say nothing. */
function isSame(rows: Rows, headers: Json | undefined): boolean {
  const said = Object.fromEntries(rows.filter(([name]) => name !== ''))
  return JSON.stringify(said) === JSON.stringify(Object.fromEntries(rowsOf(headers)))
}
