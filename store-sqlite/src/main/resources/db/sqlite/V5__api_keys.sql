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
