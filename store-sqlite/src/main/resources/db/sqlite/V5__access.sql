-- API keys, without the keys: hash is the SHA-256 of one. last_used_at is to the minute. The newest row
-- stays for good: a store that once had a key is never open again.
CREATE TABLE api_key (
  id           TEXT PRIMARY KEY,
  namespace    INTEGER NOT NULL DEFAULT 1,
  name         TEXT NOT NULL,
  scope        TEXT NOT NULL CHECK (scope IN ('READ', 'WRITE', 'ADMIN')),
  hash         TEXT NOT NULL UNIQUE,
  created_at   INTEGER NOT NULL,
  expires_at   INTEGER,
  last_used_at INTEGER,
  revoked_at   INTEGER
) STRICT, WITHOUT ROWID;

-- Who changed what. subject: the execution, alert or API key that it was about; NULL: the job itself.
-- before_version and after_version are versions of the job, which stay as long as rows name them.
CREATE TABLE audit (
  audit_id       INTEGER PRIMARY KEY,
  namespace      INTEGER NOT NULL DEFAULT 1,
  created_at     INTEGER NOT NULL,
  caller         TEXT NOT NULL,
  caller_name    TEXT NOT NULL,
  address        TEXT NOT NULL,
  action         TEXT NOT NULL,
  subject        TEXT,
  job_key        INTEGER,
  before_version INTEGER,
  after_version  INTEGER
) STRICT;

CREATE INDEX audit_job ON audit (job_key, audit_id) WHERE job_key IS NOT NULL;

ALTER TABLE counter ADD COLUMN audit_id INTEGER NOT NULL DEFAULT 0;
