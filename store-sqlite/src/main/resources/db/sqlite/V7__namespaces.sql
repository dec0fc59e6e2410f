-- Quotas of a namespace; NULL: none.
ALTER TABLE namespace ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE namespace ADD COLUMN jobs_max INTEGER;
ALTER TABLE namespace ADD COLUMN interval_ms_min INTEGER;
ALTER TABLE namespace ADD COLUMN body_bytes_max INTEGER;
ALTER TABLE namespace ADD COLUMN in_flight_max INTEGER;
ALTER TABLE namespace ADD COLUMN requests_per_second_max INTEGER;

UPDATE namespace SET created_at = unixepoch() * 1000;

-- The jobs of a namespace, to list and to count (entries end in the job key), and its alerts. Of
-- executions, versions and the like only the job's row says whose they are.
CREATE INDEX job_namespace ON job (namespace) WHERE deleted_at IS NULL;
CREATE INDEX alert_namespace ON alert (namespace);
