-- Executions that are RUNNING, RETRYING or FAILED, as lists and counts by these states ask for them;
-- the partial indexes on execution find them.
CREATE VIEW notable AS
SELECT execution_key, job_key, scheduled_at, n, state FROM execution
WHERE state = 1 OR state = 2 OR state = 4;
