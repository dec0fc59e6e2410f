import { Alert } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { read } from '../api/client'
import { connection } from '../api/live'
import { asProblem } from '../api/problem'
import { useStore } from '../parts/useStore'

/** Says so while no answer comes at all; what is on show may then be old. */
export function OfflineBanner() {
  const isAway = useStore(connection) === 'away'
  const probe = useQuery({
    queryKey: ['liveness'],
    queryFn: ({ signal }) => read<unknown>('/health/live', undefined, signal),
    enabled: isAway,
    refetchInterval: 4_000,
    retry: false,
  })
  const problem = probe.error === null ? null : asProblem(probe.error)
  if (!isAway || problem === null || (problem.status !== 0 && problem.status < 502)) return null
  return (
    <Alert className="problem offline" role="alert" title="The server cannot be reached">
      What you see is from before. The page tries again by itself.
    </Alert>
  )
}
