import type { ApiRequest } from '../api/request'
import { session } from '../api/session'
import { toCurl } from '../lib/curl'

export function curlOf(request: ApiRequest): string {
  return toCurl(request, document.baseURI, session.get().key !== null)
}
