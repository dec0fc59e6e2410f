import { Button, SegmentedControl } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { setParams, useRoute } from '../../parts/useRoute'

const choices = ['6', '12', '24']
const initial = '12'

/** How many hours a heat map covers, which the hash keeps, and the controls that choose them and read again. */
export function useHours(param: string, label: string) {
  const asked = useRoute().query.get(param) ?? initial
  const hours = choices.includes(asked) ? asked : initial
  const controls = (query: Pick<UseQueryResult, 'isFetching' | 'refetch'>) => (
    <>
      <SegmentedControl size="xs" aria-label={label} value={hours} onChange={(value) => setParams({ [param]: value }, 'replace')}
        data={choices.map((value) => ({ value, label: `${value} h` }))} />
      <Button size="xs" variant="default" aria-disabled={query.isFetching}
        onClick={() => { if (!query.isFetching) void query.refetch() }}>Refresh</Button>
    </>
  )
  return { hours: Number(hours), controls }
}
