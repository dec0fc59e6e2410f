import { Paper, Tabs } from '@mantine/core'
import { PageHead } from '../../parts/PageHead'
import { setParams, useRoute } from '../../parts/useRoute'
import { AuditTab } from './AuditTab'
import { BrowserTab } from './BrowserTab'
import { KeysTab } from './KeysTab'
import { NamespacesTab } from './NamespacesTab'
import { ServerTab } from './ServerTab'

const tabs = [
  { value: 'browser', label: 'This browser', Content: BrowserTab },
  { value: 'keys', label: 'API keys', Content: KeysTab },
  { value: 'namespaces', label: 'Namespaces', Content: NamespacesTab },
  { value: 'audit', label: 'Audit', Content: AuditTab },
  { value: 'server', label: 'Server', Content: ServerTab },
] as const

export default function Settings() {
  const tab = useRoute().query.get('tab') ?? 'browser'
  return (
    <>
      <PageHead title="Settings" />
      <Paper withBorder p="md" style={{ minHeight: 480 }}>
        <Tabs value={tab} keepMounted={false}
          onChange={(value) => setParams({ tab: value === 'browser' ? null : value, cursor: null, job: null }, 'replace')}>
          <Tabs.List mb="md">{tabs.map(({ value, label }) => <Tabs.Tab key={value} value={value}>{label}</Tabs.Tab>)}</Tabs.List>
          {tabs.map(({ value, Content }) => <Tabs.Panel key={value} value={value}><Content /></Tabs.Panel>)}
        </Tabs>
      </Paper>
    </>
  )
}
