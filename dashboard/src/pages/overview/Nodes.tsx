import { useNodes } from '../../api/useMetrics'
import { LivenessPill } from '../../parts/LivenessPill'
import { NotLoaded } from '../../parts/NotLoaded'
import { Panel } from '../../parts/Panel'
import { ScrollTable } from '../../parts/ScrollTable'

export function Nodes() {
  const nodes = useNodes()
  return (
    <Panel title="Nodes" minHeight={294}>
      {nodes.data === undefined ? <NotLoaded query={nodes} lines={2} />
        : (
          <ScrollTable what="Nodes" width={480}>
            <thead>
              <tr><th style={{ width: '30%' }}>Node</th><th style={{ width: 84 }}>State</th><th>Roles</th>
                <th style={{ width: 84 }}>In flight</th><th style={{ width: 94 }}>Processor</th></tr>
            </thead>
            <tbody>
              {nodes.data.nodes.map((node) => (
                <tr key={node.name}>
                  <td>{node.name}</td>
                  <td><LivenessPill isAlive={node.isAlive} /></td>
                  <td title={node.roles.join(', ')}>{node.roles.join(', ')}</td>
                  <td className="num">{node.load.inFlight}</td>
                  <td className="num">{node.load.processorPercent} %</td>
                </tr>
              ))}
            </tbody>
          </ScrollTable>
        )}
    </Panel>
  )
}
