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
