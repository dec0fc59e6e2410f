import { useStore } from '../parts/useStore'
import { connection, nodeCount } from './live'

/** Whether events tell of every execution and alert: a node tells of its own only, so with others there is asked, too. */
export function useIsPushed(): boolean {
  const isLive = useStore(connection) === 'live'
  return useStore(nodeCount) === 1 && isLive
}
