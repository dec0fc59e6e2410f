import { ActionIcon, Button, Group, Input, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { errorOfRow, type HeaderRows, headersOf, isInStep, rowsOf } from '../../lib/headerRows'
import { Icon } from '../../parts/icons'
import type { DraftState } from './draftState'

/** Headers as rows. Rows that have no name yet, or the same one, stay here, and keep the draft from being sent. */
export function HeadersField({ state }: { state: DraftState }) {
  const headers = state.draft['headers']
  const [rows, setRows] = useState<HeaderRows>(() => rowsOf(headers))
  if (!state.unfinished.includes('headers') && !isInStep(rows, headers)) setRows(rowsOf(headers))
  const change = (next: HeaderRows) => {
    setRows(next)
    if (next.some((_, index) => errorOfRow(next, index) !== null)) return state.leaveUnfinished('headers')
    const said = headersOf(next)
    state.set('headers', Object.keys(said).length === 0 && headers === undefined ? undefined : said)
  }
  const error = state.errorOf('headers')
  return (
    <Input.Wrapper label="Headers" labelElement="div" error={error ?? null}
      description="Values are write-only: [redacted] keeps the stored one.">
      <Stack gap="xs" mt={6}>
        {rows.map(([name, value], index) => (
          <Group key={index} gap="xs" wrap="nowrap" align="flex-start">
            <TextInput aria-label={`Name of header ${index + 1}`} placeholder="Name" value={name} className="grow" spellCheck={false}
              error={errorOfRow(rows, index)} onChange={(event) => change(rows.with(index, [event.currentTarget.value, value]))} />
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
