import { Skeleton, Stack } from '@mantine/core'

/** The place of a list that is on the way. */
export function Lines({ count, height = 40 }: { count: number, height?: number }) {
  return (
    <Stack gap={1} role="group" aria-busy="true" aria-label="Loading">
      {Array.from({ length: count }, (_, index) => (
        <div key={index} style={{ height, paddingBlock: height * 0.25 }}><Skeleton height={height * 0.5} /></div>
      ))}
    </Stack>
  )
}
