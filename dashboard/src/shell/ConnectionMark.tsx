import { Tooltip } from '@mantine/core'
import { connection, droppedCount } from '../api/live'
import { plural } from '../lib/numbers'
import { useStore } from '../parts/useStore'

const words = {
  connecting: ['Connecting', 'The stream of events is being opened.'],
  live: ['Live', 'Events arrive as they happen.'],
  away: ['Polling', 'The stream of events is away: the page asks every few seconds, and tries again.'],
} as const

/** Whether what is shown is live. */
export function ConnectionMark() {
  const state = useStore(connection)
  const dropped = useStore(droppedCount)
  const [word, meaning] = words[state]
  const more = dropped > 0 ? ` The server left out ${plural(dropped, 'event')}: there were too many.` : ''
  return (
    <Tooltip label={meaning + more} multiline w={260}>
      <span className={`connection connection-${state}`} role="status" tabIndex={0}>
        <span className="dot" aria-hidden="true" />{word}
      </span>
    </Tooltip>
  )
}
