import { ActionIcon } from '@mantine/core'
import { copy } from './copy'
import { Icon } from './icons'

/** An id or the like, with a button that copies it. `short` shows its last characters: UUIDv7 begin alike. */
export function Copyable({ text, what = 'Id', short = false }: { text: string, what?: string, short?: boolean }) {
  return (
    <span className="copyable">
      <span className="mono" title={text}>{short && text.length > 14 ? `…${text.slice(-12)}` : text}</span>
      <ActionIcon variant="subtle" color="gray" size="sm" aria-label={`Copy ${what.toLowerCase()} ${text}`}
        onClick={() => void copy(text, what)}>
        <Icon name="copy" size={14} />
      </ActionIcon>
    </span>
  )
}
