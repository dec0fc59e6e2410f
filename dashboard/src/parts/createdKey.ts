import type { NewKey } from '../api/types'
import { createStore } from '../lib/store'

/**
 * The key that was just made: its text is never shown again. It is kept apart from the page that made it, because with
 * the first key the server begins to ask for one, and the page may give way to the sign-in panel.
 */
export const createdKey = createStore<NewKey | null>(null)
