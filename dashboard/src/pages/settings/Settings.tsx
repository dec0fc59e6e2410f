import { Paper, Tabs } from '@mantine/core'
import type { ComponentType } from 'react'
import { useIsOfInstallation, useMay } from '../../api/useMe'
import type { Scope } from '../../api/types'
import { InstallationNote } from '../../parts/InstallationNote'
import { PageHead } from '../../parts/PageHead'
import { ScopeNote } from '../../parts/ScopeNote'
import { setParams, useRoute } from '../../parts/useRoute'
import { AuditTab } from './AuditTab'
import { BrowserTab } from './BrowserTab'
import { KeysTab } from './KeysTab'
import { NamespacesTab } from './NamespacesTab'
import { ServerTab } from './ServerTab'

interface Tab {
  readonly value: string
  readonly label: string
  readonly Content: ComponentType
  readonly needs: Scope
  readonly isInstallation?: boolean
}

const tabs: readonly Tab[] = [
  { value: 'browser', label: 'This browser', Content: BrowserTab, needs: 'read' },
  { value: 'keys', label: 'API keys', Content: KeysTab, needs: 'admin' },
  { value: 'namespaces', label: 'Namespaces', Content: NamespacesTab, needs: 'admin', isInstallation: true },
  { value: 'audit', label: 'Audit', Content: AuditTab, needs: 'admin' },
  { value: 'server', label: 'Server', Content: ServerTab, needs: 'read' },
]

export default function Settings() {
  const asked = useRoute().query.get('tab')
  const tab = tabs.find(({ value }) => value === asked)?.value ?? 'browser'
  return (
    <>
      <PageHead title="Settings" />
      <Paper withBorder p="md" style={{ minHeight: 480 }}>
        <Tabs value={tab} keepMounted={false}
          onChange={(value) => setParams({ tab: value === 'browser' ? null : value, cursor: null, job: null }, 'replace')}>
          <Tabs.List mb="md">{tabs.map(({ value, label }) => <Tabs.Tab key={value} value={value}>{label}</Tabs.Tab>)}</Tabs.List>
          {tabs.map((one) => <Tabs.Panel key={one.value} value={one.value}><Allowed tab={one} /></Tabs.Panel>)}
        </Tabs>
      </Paper>
    </>
  )
}

function Allowed({ tab: { needs, isInstallation = false, Content } }: { tab: Tab }) {
  const isAllowed = useMay(needs)
  const isOfInstallation = useIsOfInstallation()
  if (!isAllowed) return <ScopeNote scope={needs} />
  return isInstallation && !isOfInstallation ? <InstallationNote /> : <Content />
}
