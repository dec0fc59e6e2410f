import { Anchor, Kbd, Modal, Text } from '@mantine/core'
import { navEntries } from './pages'

export function Help({ isOpen, onClose }: { isOpen: boolean, onClose: () => void }) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Help" closeButtonProps={{ 'aria-label': 'Close' }}>
      <table className="table" aria-label="Keys">
        <tbody>
          <tr><td><Kbd>/</Kbd></td><td>Search jobs</td></tr>
          <tr><td><Kbd>?</Kbd></td><td>This help</td></tr>
          <tr>
            <td><Kbd>←</Kbd> <Kbd>→</Kbd> <Kbd>↑</Kbd> <Kbd>↓</Kbd></td><td>Within the calendar and a job’s timeline</td>
          </tr>
          {navEntries.map(({ label, letter }) => (
            <tr key={letter}>
              <td><Kbd>g</Kbd> <Kbd>{letter}</Kbd></td><td>{label}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Text size="sm" mt="md">
        Times are in your zone; point at one for UTC. Drift is how long after its scheduled instant an execution started.
        The button with a prompt copies an action as a curl command, which takes the key from CARILLON_KEY.
      </Text>
      <Text size="sm" mt="sm">The API is described at <Anchor href="docs">/docs</Anchor>.</Text>
    </Modal>
  )
}
