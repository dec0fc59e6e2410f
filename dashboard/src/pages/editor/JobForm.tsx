import { Fieldset, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { defaults, retryDefaults } from '../../lib/jobDraft'
import type { Json } from '../../api/types'
import { isJsonObject } from '../../lib/json'
import { fromLocalInput, readerZone, toLocalInput } from '../../lib/times'
import { dstWords, misfireWords, overlapWords, typeWords } from '../../lib/words'
import { BodyField } from './BodyField'
import type { DraftState } from './draftState'
import { ChoiceField, NumberField, SwitchField, TextField, textOf } from './fields'
import { HeadersField } from './HeadersField'
import { TagsField } from './TagsField'

const methods = { GET: 'GET', HEAD: 'HEAD', POST: 'POST', PUT: 'PUT', PATCH: 'PATCH', DELETE: 'DELETE', OPTIONS: 'OPTIONS' }
const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]

/** Fields with a place in the form: what the server says of others is said above it. */
export const shownFields = [
  'name', 'description', 'schedule', 'timeZone', 'dst', 'api', 'method', 'headers', 'body', 'timeoutMs', 'type', 'isRecurring',
  'isActive', 'maxRetryCount', 'retry.initialDelayMs', 'retry.multiplier', 'retry.maxDelayMs', 'retry.jitter', 'misfire',
  'catchUpWindowMs', 'overlap', 'startDeadlineMs', 'startAt', 'endAt', 'tags', 'alertWebhook',
]

export function JobForm({ state, liveErrors }:
  { state: DraftState, liveErrors: { schedule: string | undefined, timeZone: string | undefined } }) {
  const isWaiting = state.textError !== null
  return (
    <Stack>
      <Fieldset legend="When" disabled={isWaiting}>
        <Stack gap="sm">
          <TextField state={state} field="schedule" label="Schedule" required isMono maxLength={512} error={liveErrors.schedule}
            description="Cron with seconds, @hourly and the like, @every 90s, or @at with an instant." />
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <TextField state={state} field="timeZone" label="Time zone" list="zones" placeholder={defaults.timeZone} error={liveErrors.timeZone} />
            <ChoiceField state={state} field="dst" label="Times the clock leaves out" initial={defaults.dst} words={dstWords} />
            <InstantField state={state} field="startAt" label="Not before" />
            <InstantField state={state} field="endAt" label="Not after" />
          </SimpleGrid>
          <SwitchField state={state} field="isRecurring" label="Recurring" description="Off: it fires at the next occurrence, once." />
          <SwitchField state={state} field="isActive" label="Active" description="Off: the job is paused." />
        </Stack>
        <datalist id="zones">{zones.map((zone) => <option key={zone} value={zone} />)}</datalist>
      </Fieldset>
      <Fieldset legend="What" disabled={isWaiting}>
        <Stack gap="sm">
          <div className="target">
            <ChoiceField state={state} field="method" label="Method" initial={defaults.method} words={methods} />
            <TextField state={state} field="api" label="URL" required placeholder="https://" maxLength={4096} />
          </div>
          <HeadersField state={state} />
          <BodyField state={state} />
          <NumberField state={state} field="timeoutMs" label="Timeout of an attempt" initial={defaults.timeoutMs} isMs />
        </Stack>
      </Fieldset>
      <Fieldset legend="Name" disabled={isWaiting}>
        <Stack gap="sm">
          <TextField state={state} field="name" label="Name" description="Optional, and unique." maxLength={200} />
          <Textarea label="Description" rows={2} maxLength={2000} value={textOf(state.draft['description'])}
            error={state.errorOf('description') ?? null} onChange={(event) => state.set('description', event.currentTarget.value)} />
          <TagsField state={state} />
        </Stack>
      </Fieldset>
      <Fieldset legend="When it goes wrong" disabled={isWaiting}>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" mb="sm">
          <ChoiceField state={state} field="type" label="Guarantee" initial={defaults.type} words={typeWords} />
          <NumberField state={state} field="maxRetryCount" label="Retries" initial={defaults.maxRetryCount} />
          <RetryField state={state} part="initialDelayMs" label="First delay" isMs />
          <RetryField state={state} part="multiplier" label="Multiplier" />
          <RetryField state={state} part="maxDelayMs" label="Longest delay" isMs />
          <RetryField state={state} part="jitter" label="Jitter, 0 to 1" />
          <ChoiceField state={state} field="overlap" label="While one is unfinished" initial={defaults.overlap} words={overlapWords} />
          <NumberField state={state} field="startDeadlineMs" label="Start deadline" initial={defaults.startDeadlineMs} isMs />
          <ChoiceField state={state} field="misfire" label="After an outage" initial={defaults.misfire} words={misfireWords} />
          <NumberField state={state} field="catchUpWindowMs" label="Catch-up window" initial={defaults.catchUpWindowMs} isMs />
        </SimpleGrid>
        <TextField state={state} field="alertWebhook" label="Alert webhook" placeholder="The installation’s" maxLength={4096} />
      </Fieldset>
    </Stack>
  )
}

function RetryField({ state, part, label, isMs = false }:
  { state: DraftState, part: keyof typeof retryDefaults, label: string, isMs?: boolean }) {
  const retry = state.draft['retry']
  const parts: Readonly<Record<string, Json>> = isJsonObject(retry) ? retry : {}
  const change = (value: Json | undefined) => {
    const next = Object.fromEntries(Object.entries({ ...parts, [part]: value }).filter(([, kept]) => kept !== undefined))
    state.set('retry', Object.keys(next).length === 0 ? undefined : next as Record<string, Json>)
  }
  return (
    <NumberField state={state} field={`retry.${part}`} label={label} initial={retryDefaults[part]} isMs={isMs} value={parts[part]}
      onValue={change} />
  )
}

function InstantField({ state, field, label }: { state: DraftState, field: string, label: string }) {
  const value = state.draft[field]
  return (
    <TextInput type="datetime-local" step={1} label={label} description={readerZone} error={state.errorOf(field) ?? null}
      value={toLocalInput(typeof value === 'string' ? value : null)}
      onChange={(event) => state.set(field, fromLocalInput(event.currentTarget.value))} />
  )
}
