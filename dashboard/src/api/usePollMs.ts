import { useStore } from '../parts/useStore'
import { connection } from './live'

/** How often is asked while no events come. */
export const pollMs = 5_000
/** How often is asked beside the events, which tell of no execution that begins. */
const besideEventsMs = 15_000

/** How often a list of executions or alerts is asked for. */
export function usePollMs(): number {
  return useStore(connection) === 'live' ? besideEventsMs : pollMs
}
