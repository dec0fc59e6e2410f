import type { ApiRequest } from '../api/request'
import { pathOf } from '../api/request'

/** A request as a command for a POSIX shell. The key is left to the environment: a copied command may be shared. */
export function toCurl(request: ApiRequest, base: string, isSignedIn: boolean): string {
  const parts = ['curl']
  if (request.method !== 'GET') parts.push(`-X ${request.method}`)
  parts.push(quote(new URL(pathOf(request), base).href))
  if (isSignedIn) parts.push('-H "X-API-Key: $CARILLON_KEY"')
  for (const [name, value] of Object.entries(request.headers ?? {})) parts.push(`-H ${quote(`${name}: ${value}`)}`)
  if (request.body !== undefined) {
    parts.push(`-H ${quote('Content-Type: application/json')}`)
    parts.push(`-d ${quote(JSON.stringify(request.body))}`)
  }
  return parts.join(' ')
}

function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}
