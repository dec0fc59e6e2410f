import { Text } from '@mantine/core'
import type { Preview } from '../../api/types'
import { Empty } from '../../parts/Empty'
import { FireTable } from '../../parts/FireTable'
import { Panel } from '../../parts/Panel'
import { ProblemAlert } from '../../parts/ProblemAlert'

export function PreviewPanel({ preview, error, isAtField }: { preview: Preview | null, error: unknown, isAtField: boolean }) {
  return (
    <Panel title="Next fires" minHeight={556}>
      {error !== null && !isAtField ? <ProblemAlert error={error} />
        : error !== null || preview === null ? <Empty title="No preview">The schedule or the time zone is not complete.</Empty>
        : (
          <>
            <Text mb="xs" className="described" aria-live="polite">{preview.description}</Text>
            {preview.nextExecutions.length === 0 ? <Empty title="It never fires again" /> : <FireTable preview={preview} />}
          </>
        )}
    </Panel>
  )
}
