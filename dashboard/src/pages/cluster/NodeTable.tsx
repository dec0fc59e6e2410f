import type { Node } from '../../api/types'
import { formatCount } from '../../lib/numbers'
import { LivenessPill } from '../../parts/LivenessPill'
import { ScrollTable } from '../../parts/ScrollTable'
import { Time } from '../../parts/Time'

export function NodeTable({ nodes }: { nodes: readonly Node[] }) {
  return (
    <ScrollTable what="Nodes" width={1220}>
      <thead>
        <tr>
          <th>Node</th><th style={{ width: 84 }}>State</th><th style={{ width: 180 }}>Roles</th>
          <th style={{ width: 100 }}>Started</th><th style={{ width: 64 }}>Term</th><th style={{ width: 110 }}>Lease ends</th>
          <th style={{ width: 110 }}>In flight</th><th style={{ width: 74 }}>Held</th><th style={{ width: 84 }}>Waiting</th>
          <th style={{ width: 98 }}>Processor</th><th style={{ width: 84 }}>Memory</th><th style={{ width: 84 }}>Failures</th>
        </tr>
      </thead>
      <tbody>
        {nodes.map(({ name, isAlive, roles, version, startedAt, lease, load }) => (
          <tr key={name}>
            <td title={`${name}, version ${version}`}>{name}</td>
            <td><LivenessPill isAlive={isAlive} /></td>
            <td title={roles.join(', ')}>{roles.join(', ')}</td>
            <td><Time at={startedAt} form="relative" /></td>
            <td className="num">{lease.term}</td>
            <td>{lease.expiresAt === null ? (isAlive ? 'never' : 'ended') : <Time at={lease.expiresAt} form="relative" />}</td>
            <td className="num">{formatCount(load.inFlight)} of {formatCount(load.slots)}</td>
            <td className="num">{formatCount(load.held)}</td>
            <td className="num">{formatCount(load.waiting)}</td>
            <td className="num">{load.processorPercent} %</td>
            <td className="num">{load.memoryPercent} %</td>
            <td className="num">{load.failurePercent} %</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}
