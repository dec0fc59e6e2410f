-- The request that Carillon sends for a job without a body of its own, for wrk: the same method,
-- headers and length, so that the receiver does the same work.
local job = "01a2060c-99f1-787f-9e8f-0cf0c4f029e3"
local execution = "1ng765v000001"
local scheduled_at = "2026-11-23T01:36:59.000Z"

wrk.method = "POST"
wrk.headers["Carillon-Job-Id"] = job
wrk.headers["User-Agent"] = "Carillon/0.1.0-SNAPSHOT"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Carillon-Execution-Id"] = execution
wrk.headers["Carillon-Scheduled-At"] = scheduled_at
wrk.headers["Carillon-Attempt"] = "1"
wrk.headers["Idempotency-Key"] = execution
wrk.body = string.format(
  '{"jobId":"%s","executionId":"%s","scheduledAt":"%s","attempt":1}', job, execution, scheduled_at)
