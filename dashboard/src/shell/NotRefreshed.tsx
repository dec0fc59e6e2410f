import { Paper, Text } from '@mantine/core'
import { notifyManager, type Query, type QueryCache, useQueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import { asProblem } from '../api/problem'
import { Time } from '../parts/Time'

/** Says so while something on show is from before, since it cannot be read again. */
export function NotRefreshed() {
  const cache = useQueryClient().getQueryCache()
  const subscribe = useCallback((onChange: () => void) => cache.subscribe(notifyManager.batchCalls(onChange)), [cache])
  const query = useSyncExternalStore(subscribe, () => oldestFailing(cache))
  if (query === undefined) return null
  const { dataUpdatedAt, error } = query.state
  return (
    <Paper withBorder px="md" py="xs" className="offline not-refreshed" role="status">
      <Text size="sm">Not refreshed since <Time at={new Date(dataUpdatedAt).toISOString()} />: {asProblem(error).title}</Text>
    </Paper>
  )
}

function oldestFailing(cache: QueryCache): Query | undefined {
  return cache.getAll()
    .filter((query) => query.isActive() && query.state.status === 'error' && query.state.data !== undefined)
    .sort((one, other) => one.state.dataUpdatedAt - other.state.dataUpdatedAt)[0]
}
