import { Paper, Skeleton, Text } from '@mantine/core'

/** One figure with its name. Its height is the same with and without a value. */
export function Tile({ label, value, note, tone }:
  { label: string, value: string | null, note?: string, tone?: 'bad' | undefined }) {
  return (
    <Paper withBorder p="md" className="tile">
      <Text size="sm" c="dimmed">{label}</Text>
      {value === null
        ? <Skeleton height={28} width="60%" my={4} />
        : <Text className={tone === 'bad' ? 'num tile-value bad' : 'num tile-value'}>{value}</Text>}
      <Text size="xs" c="dimmed" className="num tile-note">{note ?? ' '}</Text>
    </Paper>
  )
}
