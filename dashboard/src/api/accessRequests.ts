import { type ApiRequest, part } from './request'
import type { Quotas, Scope } from './types'

export interface KeyInput {
  readonly name: string
  readonly scope: Scope
  readonly namespace?: string
  readonly expiresAt?: string
}

export function createKey(input: KeyInput): ApiRequest {
  return { method: 'POST', path: '/keys', body: input }
}

export function revokeKey(id: string): ApiRequest {
  return { method: 'DELETE', path: `/keys/${part(id)}` }
}

export function putNamespace(name: string, quotas: Quotas): ApiRequest {
  return { method: 'PUT', path: `/namespaces/${part(name)}`, body: { quotas } }
}
