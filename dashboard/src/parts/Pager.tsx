import { Button, Group, Text } from '@mantine/core'

export interface PagerState {
  readonly isCut: boolean
  readonly isFirst: boolean
  readonly isBusy: boolean
  readonly onNext: (() => void) | null
  readonly onBack: (() => void) | null
}

/** Its buttons are never disabled: the one that was pressed would lose the focus. */
export function Pager({ isCut, isFirst, isBusy, onNext, onBack }: PagerState) {
  if (isFirst && onNext === null) return null
  return (
    <Group justify="space-between" mt="md" component="nav" aria-label="Pages of the list">
      <Text size="sm" c="dimmed">{isCut ? 'Few matches so far: the search can go on.' : ''}</Text>
      <Group gap="xs">
        <Button variant="default" aria-disabled={onBack === null} onClick={() => onBack?.()}>Previous</Button>
        <Button variant="default" aria-disabled={onNext === null || isBusy} onClick={() => { if (!isBusy) onNext?.() }}>
          {isCut ? 'Search on' : 'Next'}
        </Button>
      </Group>
    </Group>
  )
}
