import { Group, Paper, Title } from '@mantine/core'
import { type ReactNode, useId } from 'react'

/** A titled part of a page. `height` keeps its place while its content is on the way. */
export function Panel({ title, children, action, minHeight }:
  { title: string, children: ReactNode, action?: ReactNode, minHeight?: number }) {
  const id = useId()
  return (
    <Paper component="section" withBorder p="md" aria-labelledby={id} style={{ minHeight }}>
      <Group justify="space-between" mb="sm" gap="xs">
        <Title order={2} size="h5" id={id}>{title}</Title>
        {action}
      </Group>
      {children}
    </Paper>
  )
}
