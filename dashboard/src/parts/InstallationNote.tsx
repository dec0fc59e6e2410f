import { Alert } from '@mantine/core'

/** In place of what a key of another namespace than `default` may not see. */
export function InstallationNote() {
  return (
    <Alert className="note" title="One namespace">
      Rates, drift, the queue, nodes and namespaces are about the whole installation: they need a key of the namespace default.
    </Alert>
  )
}
