import { Button, Group, NativeSelect, Switch, TextInput } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { setParams, useRoute } from '../../parts/useRoute'
import { useTyped } from '../../parts/useTyped'

type Name = 'text' | 'tag' | 'name' | 'active' | 'failing'

export function Filters({ filter }: { filter: Readonly<Record<Name, string | null>> }) {
  const { query } = useRoute()
  const search = useRef<HTMLInputElement>(null)
  const isAsked = query.has('search')
  // The search key on another page leads here.
  useEffect(() => {
    if (!isAsked) return
    setParams({ search: null }, 'replace')
    search.current?.focus()
  }, [isAsked])
  const set = (name: Name) => (value: string) => setParams({ [name]: value, cursor: null }, 'replace')
  const [text, setText] = useTyped(filter.text ?? '', set('text'))
  const [tag, setTag] = useTyped(filter.tag ?? '', set('tag'))
  const [name, setName] = useTyped(filter.name ?? '', set('name'))
  const isAny = Object.values(filter).some((value) => value !== null)
  return (
    <Group component="search" gap="sm" mb="md" align="flex-end">
      <TextInput ref={search} data-search label="Search" placeholder="Part of a name, a description or a URL" type="search"
        maxLength={200} value={text} onChange={(event) => setText(event.currentTarget.value)} className="grow"
        aria-keyshortcuts="/" />
      <TextInput label="Tag" value={tag} maxLength={64} w={150} onChange={(event) => setTag(event.currentTarget.value)} />
      <TextInput label="Exact name" value={name} maxLength={200} w={170}
        onChange={(event) => setName(event.currentTarget.value)} />
      <NativeSelect label="State" value={filter.active ?? ''} w={120}
        data={[{ value: '', label: 'All' }, { value: 'true', label: 'Active' }, { value: 'false', label: 'Paused' }]}
        onChange={(event) => set('active')(event.currentTarget.value)} />
      <Switch label="Failing" mb={8} checked={filter.failing === 'true'}
        onChange={(event) => set('failing')(event.currentTarget.checked ? 'true' : '')} />
      <Button variant="default" aria-disabled={!isAny} onClick={() => {
        if (isAny) setParams({ text: null, tag: null, name: null, active: null, failing: null, cursor: null })
      }}>Clear</Button>
    </Group>
  )
}
