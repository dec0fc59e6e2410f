import { Text } from '@mantine/core'
import type { ReactNode } from 'react'

export function Empty({ title, children }: { title: string, children?: ReactNode }) {
  return (
    <div className="empty">
      <Text fw={600}>{title}</Text>
      {children !== undefined && <Text size="sm" c="dimmed" component="div">{children}</Text>}
    </div>
  )
}
