import { useMemo, useState } from 'react'

export interface Selection {
  readonly ids: ReadonlySet<string>
  toggle(id: string): void
  setAll(ids: readonly string[], isOn: boolean): void
}

export function useSelection(): Selection & { clear(): void } {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  return useMemo(() => ({
    ids,
    toggle: (id: string) => setIds((old) => changed(old, [id], !old.has(id))),
    setAll: (all: readonly string[], isOn: boolean) => setIds((old) => changed(old, all, isOn)),
    clear: () => setIds(new Set()),
  }), [ids])
}

function changed(old: ReadonlySet<string>, ids: readonly string[], isOn: boolean): ReadonlySet<string> {
  const next = new Set(old)
  for (const id of ids) isOn ? next.add(id) : next.delete(id)
  return next
}
