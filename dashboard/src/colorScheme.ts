// Runs before anything is drawn, so that a page in the dark does not begin with a white flash.
import { localStorageColorSchemeManager } from '@mantine/core'

export const schemeManager = localStorageColorSchemeManager({ key: 'carillon.scheme' })

const chosen = schemeManager.get('auto')
const isDark = chosen === 'dark' || (chosen === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches)
document.documentElement.setAttribute('data-mantine-color-scheme', isDark ? 'dark' : 'light')
