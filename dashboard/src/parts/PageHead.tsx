import { Group, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'

/** The page's one first-level heading, with its actions; it names the browser's tab too. */
export function PageHead({ title, children, after }: { title: string, children?: ReactNode, after?: ReactNode }) {
  useEffect(() => { document.title = `${title} · Carillon` }, [title])
  return (
    <Group justify="space-between" mb="md" gap="sm" className="page-head">
      <Group gap="sm"><Title order={1} size="h2" className="wrap-anywhere">{title}</Title>{after}</Group>
      <Group gap="xs">{children}</Group>
    </Group>
  )
}
