import { useStore } from '../parts/useStore'
import { connection } from './live'

/** Whether events tell of executions and alerts, so that there is no need to ask. */
export function useIsPushed(): boolean {
  return useStore(connection) === 'live'
}
