import { Anchor, CloseButton, Group, Text } from '@mantine/core'
import { dismiss, toasts } from './toast'
import { useStore } from './useStore'

export function Toasts() {
  const all = useStore(toasts)
  return (
    <div className="toasts" role="status" aria-live="polite">
      {all.map((toast) => (
        <div key={toast.id} className={toast.isError ? 'toast toast-error' : 'toast'}>
          <Group wrap="nowrap" gap="sm" justify="space-between" align="flex-start">
            <Text size="sm">
              {toast.text}
              {toast.link && <> <Anchor size="sm" href={toast.link.href}>{toast.link.text}</Anchor></>}
            </Text>
            <CloseButton size="sm" aria-label="Dismiss" onClick={() => dismiss(toast.id)} />
          </Group>
        </div>
      ))}
    </div>
  )
}
