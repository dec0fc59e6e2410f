import { Check } from './Check'
import type { Selection } from './useSelection'

/** Selects all rows of a page, or none. */
export function SelectAll({ ids, selection }: { ids: readonly string[], selection: Selection }) {
  const chosen = ids.filter((id) => selection.ids.has(id)).length
  return (
    <Check label="Select all on this page" isOn={chosen > 0 && chosen === ids.length}
      isPartly={chosen > 0 && chosen < ids.length} onChange={(isOn) => selection.setAll(ids, isOn)} />
  )
}
