import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { copy } from './copy'
import { createdKey } from './createdKey'
import { useStore } from './useStore'

export function CreatedKeyDialog() {
  const key = useStore(createdKey)
  const close = () => createdKey.set(null)
  return (
    <Modal opened={key !== null} onClose={close} title={`The key ${key?.name ?? ''}`} closeOnClickOutside={false} centered
      closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack>
        <Text>Keep it now: it is shown only here, and the server stores its hash alone.</Text>
        <pre className="text" tabIndex={0} aria-label="The key">{key?.key}</pre>
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>Done</Button>
          <Button data-autofocus onClick={() => void copy(key?.key ?? '', 'Key')}>Copy</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
