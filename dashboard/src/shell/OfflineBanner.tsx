import { Alert } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { read } from '../api/client'
import { connection } from '../api/live'
import { asProblem } from '../api/problem'
import { useLastError } from '../parts/useLastError'
import { useStore } from '../parts/useStore'
import { NotRefreshed } from './NotRefreshed'

/** Says so while no answer comes at all, or none to something; what is on show may then be old. */
export function OfflineBanner() {
  return useStore(connection) === 'away' ? <Probe /> : <NotRefreshed />
}

function Probe() {
  const probe = useQuery({
    queryKey: ['liveness'],
    queryFn: ({ signal }) => read<unknown>('/health/live', undefined, signal),
    refetchInterval: 4_000,
    retry: false,
    gcTime: 0,
  })
  const error = useLastError(probe)
  const problem = error === null ? null : asProblem(error)
  if (problem === null || (problem.status !== 0 && problem.status < 502)) return <NotRefreshed />
  return (
    <Alert className="problem offline" role="alert" title="The server cannot be reached">
      What you see is from before. The page tries again by itself.
    </Alert>
  )
}
