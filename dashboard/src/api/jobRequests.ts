import { type ApiRequest, part } from './request'
import type { BulkAction } from './types'

// What can be done to jobs, as values: to send, and to show as curl.

export function changeJob(id: string, action: 'pause' | 'resume' | 'trigger'): ApiRequest {
  return { method: 'POST', path: `/jobs/${part(id)}/${action}` }
}

export function deleteJob(id: string): ApiRequest {
  return { method: 'DELETE', path: `/jobs/${part(id)}` }
}

export function changeJobs(action: BulkAction, ids: readonly string[]): ApiRequest {
  return { method: 'POST', path: '/jobs/bulk', body: { action, ids } }
}

export function replayExecution(id: string): ApiRequest {
  return { method: 'POST', path: `/executions/${part(id)}/replay` }
}

export function cancelExecution(id: string): ApiRequest {
  return { method: 'POST', path: `/executions/${part(id)}/cancel` }
}
