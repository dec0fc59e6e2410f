import { revokeKey } from '../../api/accessRequests'
import type { Key } from '../../api/types'
import { keyState } from '../../lib/keyState'
import { ScrollTable } from '../../parts/ScrollTable'
import { SmallAction } from '../../parts/SmallAction'
import { Time } from '../../parts/Time'

const pills = { live: 'pill pill-success', expired: 'pill', revoked: 'pill' } as const
const words = { live: 'Live', expired: 'Expired', revoked: 'Revoked' } as const

export function KeyTable({ keys }: { keys: readonly Key[] }) {
  return (
    <ScrollTable what="API keys" width={980}>
      <thead>
        <tr>
          <th>Name</th><th style={{ width: 130 }}>Namespace</th><th style={{ width: 80 }}>Scope</th>
          <th style={{ width: 96 }}>State</th><th style={{ width: 170 }}>Created</th><th style={{ width: 170 }}>Expires</th>
          <th style={{ width: 100 }}>Last used</th><th style={{ width: 150 }}><span className="sr-only">Actions</span></th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => {
          const state = keyState(key, new Date())
          return (
            <tr key={key.id}>
              <td title={key.id}>{key.name}</td>
              <td>{key.namespace}</td>
              <td>{key.scope}</td>
              <td><span className={pills[state]}>{words[state]}</span></td>
              <td><Time at={key.createdAt} /></td>
              <td>{key.expiresAt === null ? 'never' : <Time at={key.expiresAt} />}</td>
              <td>{key.lastUsedAt === null ? 'never' : <Time at={key.lastUsedAt} form="relative" />}</td>
              <td>
                {state === 'live' && (
                  <SmallAction label="Revoke" what={`Revoke the key ${key.name}`} request={revokeKey(key.id)} done="Revoked"
                    question={`Revoke the key ${key.name}? Whoever uses it is refused within seconds, for good.`} />
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </ScrollTable>
  )
}
