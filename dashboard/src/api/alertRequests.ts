import { type ApiRequest, part } from './request'

export function acknowledge(id: string): ApiRequest {
  return { method: 'POST', path: `/alerts/${part(id)}/ack` }
}
