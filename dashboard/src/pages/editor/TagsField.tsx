import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Json } from '../../api/types'
import type { DraftState } from './draftState'

/** Tags between commas. */
export function TagsField({ state }: { state: DraftState }) {
  const tags = state.draft['tags']
  const [text, setText] = useState(() => textOf(tags))
  const said = JSON.stringify(Array.isArray(tags) ? tags : [])
  const [seen, setSeen] = useState(said)
  if (seen !== said) {
    setSeen(said)
    if (JSON.stringify(split(text)) !== said) setText(textOf(tags))
  }
  return (
    <TextInput label="Tags" description="Separated by commas." autoComplete="off" value={text} error={state.errorOf('tags') ?? null}
      onChange={(event) => {
        const next = event.currentTarget.value
        setText(next)
        state.set('tags', split(next))
      }} />
  )
}

function split(text: string): string[] {
  return text.split(',').map((tag) => tag.trim()).filter((tag) => tag !== '')
}

function textOf(tags: Json | undefined): string {
  return Array.isArray(tags) ? tags.join(', ') : ''
}
