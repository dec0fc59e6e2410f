import { Pill, PillsInput } from '@mantine/core'
import { type KeyboardEvent, useRef, useState } from 'react'
import { tagsOf, withTag } from '../../lib/tags'
import type { DraftState } from './draftState'
import { textOf } from './fields'

const charsMax = 64

/** Tags as pills; what is typed becomes one by Enter, or when the field is left. */
export function TagsField({ state }: { state: DraftState }) {
  const tags = tagsOf(state.draft['tags'])
  const [text, setText] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const add = () => {
    setText('')
    const next = withTag(tags, text)
    if (next.length > tags.length) state.set('tags', next)
  }
  const remove = (index: number) => {
    state.set('tags', tags.toSpliced(index, 1))
    input.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Backspace' && text === '' && tags.length > 0) remove(tags.length - 1)
    if (event.key !== 'Enter') return
    event.preventDefault()
    add()
  }
  return (
    <PillsInput label="Tags" description="Enter adds one." error={state.errorOf('tags') ?? null}>
      <Pill.Group>
        {tags.map(textOf).map((tag, index) => (
          <Pill key={index} withRemoveButton onRemove={() => remove(index)}
            removeButtonProps={{ 'aria-label': `Remove the tag ${tag}`, 'aria-hidden': false, tabIndex: 0 }}>{tag}</Pill>
        ))}
        <PillsInput.Field ref={input} value={text} maxLength={charsMax} autoComplete="off" spellCheck={false}
          onChange={(event) => setText(event.currentTarget.value)} onKeyDown={onKeyDown} onBlur={add} />
      </Pill.Group>
    </PillsInput>
  )
}
