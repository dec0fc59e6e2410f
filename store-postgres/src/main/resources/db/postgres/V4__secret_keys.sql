-- The id of the key that a definition's headers are sealed with, '-' when they are in the clear, NULL
-- when it has none. A start has to know which keys it needs, and a rewrap which definitions it changes.
ALTER TABLE job_version ADD COLUMN key_id text COLLATE "C";

UPDATE job_version SET key_id = '-' WHERE position('"headers":{' IN definition) > 0;

CREATE INDEX job_version_key ON job_version (key_id, job_key, version) WHERE key_id IS NOT NULL;
