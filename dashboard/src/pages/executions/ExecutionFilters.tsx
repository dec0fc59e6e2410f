import { Button, Chip, Group, TextInput } from '@mantine/core'
import { type ExecutionStatus, executionStatuses } from '../../api/types'
import { fromLocalInput, toLocalInput } from '../../lib/times'
import { statusWord } from '../../parts/StatusPill'
import { setParams } from '../../parts/useRoute'
import { useTyped } from '../../parts/useTyped'

interface Props {
  jobId: string | null
  filter: { status: string | null, httpStatus: string | null, from: string | null, to: string | null }
}

export function ExecutionFilters({ jobId, filter }: Props) {
  const chosen = (filter.status ?? '').split(',').filter((status) => status !== '')
  const [job, setJob] = useTyped(jobId ?? '', (text) => setParams({ job: text.trim(), cursor: null }, 'replace'))
  const [http, setHttp] = useTyped(filter.httpStatus ?? '', (text) => {
    const status = text.trim().toLowerCase()
    // One that is being written would be refused.
    if (status === '' || status.length >= 3) setParams({ http: status, cursor: null }, 'replace')
  })
  const setTime = (name: 'from' | 'to') => (text: string) => setParams({ [name]: fromLocalInput(text), cursor: null }, 'replace')
  const toggle = (status: ExecutionStatus, isOn: boolean) => {
    const next = executionStatuses.filter((one) => (one === status ? isOn : chosen.includes(one)))
    setParams({ status: next.join(','), cursor: null })
  }
  const isAny = jobId !== null || filter.status !== null || filter.httpStatus !== null || filter.from !== null || filter.to !== null
  return (
    <Group component="search" gap="sm" mb="md" align="flex-end">
      <fieldset className="plain-fieldset">
        <legend>Status</legend>
        <Group gap={6} mih={36}>
          {executionStatuses.map((status) => (
            <Chip key={status} size="xs" radius="sm" variant="outline" checked={chosen.includes(status)} onChange={(isOn) => toggle(status, isOn)}>
              {statusWord(status)}
            </Chip>
          ))}
        </Group>
      </fieldset>
      <TextInput label="HTTP status" placeholder="503 or 5xx" value={http} w={110} spellCheck={false} autoComplete="off"
        onChange={(event) => setHttp(event.currentTarget.value)} />
      <TextInput data-search label="Job id" value={job} w={200} spellCheck={false} autoComplete="off" classNames={{ input: 'mono' }}
        onChange={(event) => setJob(event.currentTarget.value)} />
      <TextInput type="datetime-local" step={1} label="Scheduled from" value={toLocalInput(filter.from)}
        onChange={(event) => setTime('from')(event.currentTarget.value)} />
      <TextInput type="datetime-local" step={1} label="and before" value={toLocalInput(filter.to)}
        onChange={(event) => setTime('to')(event.currentTarget.value)} />
      <Button variant="default" aria-disabled={!isAny} onClick={() => {
        if (isAny) setParams({ status: null, http: null, job: null, from: null, to: null, cursor: null })
      }}>Clear</Button>
    </Group>
  )
}
