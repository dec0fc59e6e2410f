-- API keys, without the keys: hash is the SHA-256 of one. last_used_at is to the minute. The newest row
-- stays for good: a store that once had a key is never open again.
CREATE TABLE api_key (
  id           text PRIMARY KEY,
  namespace    bigint NOT NULL DEFAULT 1,
  name         text NOT NULL,
  scope        text NOT NULL CHECK (scope IN ('READ', 'WRITE', 'ADMIN')),
  hash         text NOT NULL UNIQUE,
  created_at   bigint NOT NULL,
  expires_at   bigint,
  last_used_at bigint,
  revoked_at   bigint
);

-- Who changed what. subject: the execution, alert or API key that it was about; NULL: the job itself.
-- before_version and after_version are versions of the job, which stay as long as rows name them.
CREATE TABLE audit (
  audit_id       bigint PRIMARY KEY,
  namespace      bigint NOT NULL DEFAULT 1,
  created_at     bigint NOT NULL,
  caller         text NOT NULL,
  caller_name    text NOT NULL,
  address        text NOT NULL,
  action         text NOT NULL,
  subject        text,
  job_key        bigint,
  before_version bigint,
  after_version  bigint
);

CREATE INDEX audit_job ON audit (job_key, audit_id) WHERE job_key IS NOT NULL;

CREATE SEQUENCE audit_id INCREMENT 64 START 64;
