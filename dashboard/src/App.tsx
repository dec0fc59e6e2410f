import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { useEffect } from 'react'
import { startLive } from './api/live'
import { createQueries } from './api/queries'
import { session } from './api/session'
import { schemeManager } from './colorScheme'
import { nonce } from './nonce'
import { ConfirmProvider } from './parts/confirm'
import { CreatedKeyDialog } from './parts/CreatedKeyDialog'
import { SignIn } from './parts/SignIn'
import { Toasts } from './parts/Toasts'
import { useStore } from './parts/useStore'
import { Shell } from './shell/Shell'
import { cssVariables, theme } from './theme'

const queries = createQueries()

export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} colorSchemeManager={schemeManager}
      defaultColorScheme="auto" getStyleNonce={() => nonce}>
      <QueryClientProvider client={queries}>
        <ConfirmProvider>
          <Door />
          <CreatedKeyDialog />
          <Toasts />
        </ConfirmProvider>
      </QueryClientProvider>
    </MantineProvider>
  )
}

/** Either the pages or, while the server asks for a key, the sign-in panel. */
function Door() {
  const { key, isRefused } = useStore(session)
  useEffect(() => (isRefused ? undefined : startLive(queries)), [key, isRefused])
  return isRefused ? <SignIn /> : <Shell />
}
