import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { acknowledge } from '../../api/alertRequests'
import { send } from '../../api/client'
import { asProblem } from '../../api/problem'
import type { Alert } from '../../api/types'
import { inTurn } from '../../lib/inTurn'
import { plural } from '../../lib/numbers'
import { copy } from '../../parts/copy'
import { curlOf } from '../../parts/curlOf'
import { say } from '../../parts/toast'
import { sayProblem } from '../../parts/useAction'

const atOnceMax = 4

export function AcknowledgeAll({ alerts }: { alerts: readonly Alert[] }) {
  const queries = useQueryClient()
  const requests = alerts.filter(({ acknowledgedAt }) => acknowledgedAt === null).map(({ id }) => acknowledge(id))
  const all = useMutation({
    mutationFn: () => inTurn(requests, (request) => send(request), atOnceMax),
    onSuccess: ({ done, failed, reason }) => {
      if (failed === 0) say(`Acknowledged ${plural(done, 'alert')}`)
      else sayProblem(asProblem(reason))
      void queries.invalidateQueries()
    },
  })
  // Disabled, it would lose the focus once it is pressed.
  const isOff = requests.length === 0 || all.isPending
  return (
    <Button.Group>
      <Button variant="default" aria-disabled={isOff} onClick={() => { if (!isOff) all.mutate() }}>
        Acknowledge this page
      </Button>
      <Button variant="default" disabled={requests.length === 0} aria-label="Copy “Acknowledge this page” as curl"
        onClick={() => void copy(requests.map(curlOf).join('\n'), 'Commands')}>curl</Button>
    </Button.Group>
  )
}
