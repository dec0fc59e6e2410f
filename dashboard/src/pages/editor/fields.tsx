import { NativeSelect, Switch, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Json } from '../../api/types'
import { formatMs } from '../../lib/durations'
import { numberOf } from '../../lib/jobDraft'
import type { DraftState } from './draftState'

interface FieldProps {
  state: DraftState
  field: string
  label: string
  description?: ReactNode
}

export function TextField({ state, field, label, description, error, ...rest }:
  FieldProps & { error?: string | undefined, placeholder?: string, list?: string, required?: boolean, maxLength?: number, isMono?: boolean }) {
  const { isMono, ...input } = rest
  return (
    <TextInput label={label} description={description} error={state.errorOf(field) ?? error ?? null} autoComplete="off" spellCheck={false}
      value={textOf(state.draft[field])} onChange={(event) => state.set(field, event.currentTarget.value)}
      {...(isMono === true ? { classNames: { input: 'mono' } } : {})} {...input} />
  )
}

/** A whole number or a fraction; left empty it takes the default, which is shown in its place. */
export function NumberField({ state, field, label, description, initial, isMs = false, value, onValue }:
  FieldProps & { initial: number, isMs?: boolean, value?: Json | undefined, onValue?: (value: Json | undefined) => void }) {
  const current = onValue === undefined ? state.draft[field] : value
  const change = onValue ?? ((next: Json | undefined) => state.set(field, next))
  const hint = isMs ? formatMs(typeof current === 'number' && current >= 0 ? current : initial) : null
  return (
    <TextInput label={isMs ? `${label}, ms` : label} description={description} inputMode="decimal" autoComplete="off"
      placeholder={String(initial)} error={state.errorOf(field) ?? null} value={textOf(current)}
      rightSection={hint === null ? null : <span className="hint num">{hint}</span>} rightSectionWidth={84}
      onChange={(event) => change(numberOf(event.currentTarget.value))}
      onBlur={(event) => { if (typeof current === 'string') change(numberOf(event.currentTarget.value, true)) }} />
  )
}

export function ChoiceField({ state, field, label, description, initial, words }:
  FieldProps & { initial: string, words: Readonly<Record<string, string>> }) {
  const value = textOf(state.draft[field] ?? initial)
  const data = Object.entries(words).map(([key, text]) => ({ value: key, label: text }))
  if (!(value in words)) data.push({ value, label: value })
  return (
    <NativeSelect label={label} description={description} data={data} value={value} error={state.errorOf(field) ?? null}
      onChange={(event) => state.set(field, event.currentTarget.value)} />
  )
}

export function SwitchField({ state, field, label, description }: FieldProps) {
  return (
    <Switch label={label} description={description} checked={state.draft[field] !== false} error={state.errorOf(field) ?? null}
      onChange={(event) => state.set(field, event.currentTarget.checked)} />
  )
}

export function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
