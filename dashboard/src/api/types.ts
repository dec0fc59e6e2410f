// The shapes of the contract (openapi.yaml) that the dashboard reads and writes.

import type { ExactNumber } from '../lib/json'

export type Instant = string
export type Scope = 'read' | 'write' | 'admin'
export type Json = string | number | ExactNumber | boolean | null | Json[] | { [name: string]: Json }

export const executionStatuses =
  ['PENDING', 'RUNNING', 'RETRYING', 'SUCCESS', 'FAILED', 'SKIPPED', 'CANCELLED'] as const
export type ExecutionStatus = (typeof executionStatuses)[number]

export interface FieldError { readonly field: string, readonly message: string }
export interface ProblemBody {
  readonly title: string
  readonly code: string
  readonly detail?: string
  readonly errors?: readonly FieldError[]
}

export interface Retry { initialDelayMs: number, multiplier: number, maxDelayMs: number, jitter: number }

export interface Job {
  readonly id: string
  readonly name: string | null
  readonly description: string | null
  readonly schedule: string
  readonly timeZone: string
  readonly dst: 'RUN_ONCE' | 'SKIP'
  readonly api: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Json
  readonly timeoutMs: number
  readonly type: 'ATLEAST_ONCE' | 'ATMOST_ONCE'
  readonly isRecurring: boolean
  readonly isActive: boolean
  readonly maxRetryCount: number
  readonly retry: Retry
  readonly misfire: 'FIRE_ONCE' | 'FIRE_ALL' | 'SKIP'
  readonly catchUpWindowMs: number
  readonly overlap: 'ALLOW' | 'SKIP' | 'QUEUE_ONE'
  readonly startDeadlineMs: number
  readonly startAt: Instant | null
  readonly endAt: Instant | null
  readonly tags: readonly string[]
  readonly alertWebhook: string | null
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly version: number
  readonly nextExecutionTime: Instant | null
  readonly scheduleDescription: string
}

export interface JobPage { readonly jobs: readonly Job[], readonly nextCursor: string | null }

export type BulkAction = 'pause' | 'resume' | 'trigger' | 'delete'
export interface BulkResult {
  readonly succeeded: number
  readonly failed: number
  readonly results: readonly {
    readonly index: number
    readonly status: number
    readonly jobId: string
    readonly executionId?: string
    readonly problem?: ProblemBody
  }[]
}

export interface TestResult {
  readonly outcome: 'SUCCESS' | 'FAILED'
  readonly startedAt: Instant | null
  readonly durationMs: number
  readonly httpStatus: number | null
  readonly error: string | null
  readonly response: string | null
}

export interface Requested { readonly executionId: string, readonly jobId: string }

export interface Execution {
  readonly id: string
  readonly jobId: string
  readonly jobVersion: number
  readonly scheduledAt: Instant
  readonly startedAt: Instant | null
  readonly completedAt: Instant | null
  readonly status: ExecutionStatus
  readonly httpStatus: number | null
  readonly durationMs: number | null
  readonly driftMs: number | null
  readonly retryCount: number
  readonly error: string | null
  readonly cause: 'SCHEDULE' | 'MANUAL' | 'REPLAY'
  readonly node: string | null
  readonly nextAttemptAt?: Instant
  readonly skippedCount?: number
  readonly skippedFrom?: Instant
  readonly skippedTo?: Instant
}

export interface Attempt {
  readonly number: number
  readonly startedAt: Instant | null
  readonly durationMs: number | null
  readonly httpStatus: number | null
  readonly error: string | null
  readonly response: string | null
}

export interface ExecutionWithAttempts extends Execution { readonly attempts: readonly Attempt[] }
export interface ExecutionPage { readonly executions: readonly Execution[], readonly nextCursor: string | null }

export interface Alert {
  readonly id: string
  readonly kind: 'FAILURE' | 'RECOVERY'
  readonly jobId: string
  readonly jobName: string | null
  readonly executionId: string
  readonly error: string | null
  readonly attempts: number
  readonly scheduledAt: Instant
  readonly createdAt: Instant
  readonly acknowledgedAt: Instant | null
}
export interface AlertPage { readonly alerts: readonly Alert[], readonly nextCursor: string | null }

export interface Percentiles { readonly p50: number, readonly p90: number, readonly p99: number, readonly max: number }
export interface Latency extends Percentiles { readonly mean: number }

export interface JobStats {
  readonly total: number
  readonly success: number
  readonly failed: number
  readonly skipped: number
  readonly cancelled: number
  readonly successRate: number | null
  readonly sampleSize: number
  readonly durationMs: Percentiles | null
  readonly driftMs: Percentiles | null
}

export interface JobVersion {
  readonly version: number
  readonly createdAt: Instant
  readonly changes: readonly { readonly field: string, readonly from: Json, readonly to: Json }[]
}
export interface VersionPage { readonly versions: readonly JobVersion[], readonly nextCursor: string | null }

export interface Preview {
  readonly schedule: string
  readonly timeZone: string
  readonly description: string
  readonly nextExecutionTime?: Instant | null
  readonly nextExecutions: readonly {
    readonly at: Instant
    readonly local: string
    readonly dst: 'GAP' | 'OVERLAP' | null
  }[]
}

export interface Outcomes {
  readonly success: number
  readonly failed: number
  readonly skipped: number
  readonly cancelled: number
  readonly successRate: number | null
  readonly errorRate: number | null
}

/** How many executions had ever ended, and when they were counted. */
export interface Ended {
  readonly at: string
  readonly success: number
  readonly failed: number
}

/** Of all nodes together, but for the latencies and `sinceStart`. */
export interface Metrics {
  readonly nodes: number
  readonly totalExecutions: number | null
  readonly activeExecutions: number
  readonly totalJobs: number | null
  readonly activeJobs: number | null
  /** Null before the first count. */
  readonly ended: Ended | null
  readonly lastMinute: Outcomes
  readonly lastHour: Outcomes
  readonly driftMs: Latency | null
  readonly meanDurationMs: number | null
  readonly retries: number
  readonly apiLatencyMs: Latency | null
  readonly storeLatencyMs: Latency | null
  readonly sinceStart: Outcomes
}

export interface QueueStats {
  readonly ready: number
  readonly processing: number
  readonly retry: number | null
  readonly completed: number | null
  readonly failed: number | null
  readonly workers: number
  readonly workersDesired: number
  readonly planned: number
  readonly settling: number
}

export interface Node {
  readonly name: string
  readonly isAlive: boolean
  readonly roles: readonly string[]
  readonly version: string
  readonly startedAt: Instant
  readonly lease: { readonly term: number, readonly renewedAt: Instant | null, readonly expiresAt: Instant | null }
  readonly load: {
    readonly inFlight: number
    readonly held: number
    readonly waiting: number
    readonly slots: number
    readonly processorPercent: number
    readonly memoryPercent: number
    readonly failurePercent: number
  }
}
export interface NodeList { readonly nodes: readonly Node[] }

export interface ServerInfo {
  readonly name: string
  readonly version: string
  readonly build: string
  readonly java: string
  readonly tzDatabase: string
  readonly node: string
  readonly startedAt: Instant
  readonly limits: Readonly<Record<string, number>>
}

export interface Key {
  readonly id: string
  readonly namespace: string
  readonly name: string
  readonly scope: Scope
  readonly createdAt: Instant
  readonly expiresAt: Instant | null
  readonly lastUsedAt: Instant | null
  readonly revokedAt: Instant | null
}
export interface Me {
  readonly id: string
  readonly name: string
  readonly scope: Scope
  readonly namespace: string
  readonly isOfInstallation: boolean
}
export interface NewKey extends Key { readonly key: string }
export interface KeyList { readonly keys: readonly Key[] }

/** A job as a client may change it. */
export interface AuditVersion { readonly version: number, readonly job: Readonly<Record<string, Json>> }
export interface AuditEntry {
  readonly id: string
  readonly createdAt: Instant
  readonly caller: { readonly id: string, readonly name: string, readonly address: string }
  readonly action: string
  readonly subject: string | null
  readonly jobId: string | null
  readonly before: AuditVersion | null
  readonly after: AuditVersion | null
}
export interface AuditPage { readonly entries: readonly AuditEntry[], readonly nextCursor: string | null }

export interface Quotas {
  readonly jobsMax?: number | null
  readonly intervalMsMin?: number | null
  readonly bodyBytesMax?: number | null
  readonly inFlightMax?: number | null
  readonly requestsPerSecondMax?: number | null
}
export interface Namespace { readonly name: string, readonly createdAt: Instant, readonly quotas: Quotas }
export interface NamespaceList { readonly namespaces: readonly Namespace[] }

export interface OutcomeBuckets {
  readonly success: readonly number[]
  readonly failed: readonly number[]
  readonly skipped: readonly number[]
  readonly cancelled: readonly number[]
}

export interface OutcomeCounts {
  readonly from: Instant
  readonly to: Instant
  readonly bucketMs: number
  readonly all: OutcomeBuckets & { readonly total: number }
  readonly destinations: readonly (OutcomeBuckets & { readonly destination: string, readonly total: number })[]
}

export interface MetricsHistory {
  readonly points: readonly {
    readonly at: Instant
    readonly success: number
    readonly failed: number
    readonly driftP50Ms: number | null
    readonly driftP99Ms: number | null
  }[]
}

export interface Forecast {
  readonly from: Instant
  readonly to: Instant
  readonly bucketMs: number
  readonly jobs: number
  readonly isComplete: boolean
  readonly total: number
  readonly buckets: readonly number[]
  readonly destinations: readonly {
    readonly destination: string
    readonly total: number
    readonly buckets: readonly number[]
  }[]
  readonly worstSecond: {
    readonly at: Instant
    readonly count: number
    readonly destinations: readonly { readonly destination: string, readonly count: number }[]
  } | null
}
