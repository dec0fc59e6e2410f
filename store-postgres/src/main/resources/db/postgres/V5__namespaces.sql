-- Quotas of a namespace; NULL: none.
ALTER TABLE namespace ADD COLUMN created_at bigint NOT NULL DEFAULT 0;
ALTER TABLE namespace ADD COLUMN jobs_max bigint;
ALTER TABLE namespace ADD COLUMN interval_ms_min bigint;
ALTER TABLE namespace ADD COLUMN body_bytes_max bigint;
ALTER TABLE namespace ADD COLUMN in_flight_max bigint;
ALTER TABLE namespace ADD COLUMN requests_per_second_max bigint;

UPDATE namespace SET created_at = (extract(epoch FROM now()) * 1000)::bigint;

-- The jobs of a namespace, to list and to count, and its alerts. Of executions, versions and the like
-- only the job's row says whose they are.
CREATE INDEX job_namespace ON job (namespace, job_key) WHERE deleted_at IS NULL;
CREATE INDEX alert_namespace ON alert (namespace, alert_id);
