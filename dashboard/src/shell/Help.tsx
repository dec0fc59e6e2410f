import { Anchor, Kbd, Modal, Table, Text } from '@mantine/core'
import { navEntries } from './pages'

export function Help({ isOpen, onClose }: { isOpen: boolean, onClose: () => void }) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Help" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Table aria-label="Keys">
        <Table.Tbody>
          <Table.Tr><Table.Td><Kbd>/</Kbd></Table.Td><Table.Td>Search jobs</Table.Td></Table.Tr>
          <Table.Tr><Table.Td><Kbd>?</Kbd></Table.Td><Table.Td>This help</Table.Td></Table.Tr>
          <Table.Tr>
            <Table.Td><Kbd>←</Kbd> <Kbd>→</Kbd> <Kbd>↑</Kbd> <Kbd>↓</Kbd></Table.Td><Table.Td>Within the calendar and a job’s timeline</Table.Td>
          </Table.Tr>
          {navEntries.map(({ label, letter }) => (
            <Table.Tr key={letter}>
              <Table.Td><Kbd>g</Kbd> <Kbd>{letter}</Kbd></Table.Td><Table.Td>{label}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="sm" mt="md">
        Times are in your zone; point at one for UTC. Drift is how long after its scheduled instant an execution started.
        The button with a prompt copies an action as a curl command, which takes the key from CARILLON_KEY.
      </Text>
      <Text size="sm" mt="sm">The API is described at <Anchor href="docs">/docs</Anchor>.</Text>
    </Modal>
  )
}
