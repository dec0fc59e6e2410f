import { Paper, Tabs } from '@mantine/core'
import { setParams, useRoute } from '../../parts/useRoute'
import { JobAlerts } from './JobAlerts'
import { JobExecutions } from './JobExecutions'
import { Versions } from './Versions'

const tabs = ['executions', 'alerts', 'versions']

export function JobTabs({ id }: { id: string }) {
  const asked = useRoute().query.get('tab')
  const tab = asked !== null && tabs.includes(asked) ? asked : 'executions'
  return (
    <Paper withBorder p="md" component="section" aria-label="Records" style={{ minHeight: 520 }}>
      <Tabs value={tab} keepMounted={false}
        onChange={(value) => setParams({ tab: value === 'executions' ? null : value, cursor: null }, 'replace')}>
        <Tabs.List mb="md">
          <Tabs.Tab value="executions">Executions</Tabs.Tab>
          <Tabs.Tab value="alerts">Alerts</Tabs.Tab>
          <Tabs.Tab value="versions">Edits</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="executions"><JobExecutions id={id} /></Tabs.Panel>
        <Tabs.Panel value="alerts"><JobAlerts id={id} /></Tabs.Panel>
        <Tabs.Panel value="versions"><Versions id={id} /></Tabs.Panel>
      </Tabs>
    </Paper>
  )
}
