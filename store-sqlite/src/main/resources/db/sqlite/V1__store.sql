-- The embedded store's tables. Times are epoch milliseconds, keys are internal integers, codes are
-- those of the enums in io.carillon.core. Every table has a namespace, so that namespaces can come
-- without a rewrite. The writer runs with foreign_keys off (each check would cost a look-up for each
-- row); the references are true all the same and tests check them.

CREATE TABLE namespace (
  namespace_key INTEGER PRIMARY KEY,
  name          TEXT NOT NULL UNIQUE
) STRICT;

INSERT INTO namespace (namespace_key, name) VALUES (1, 'default');

-- One row. Keys are given from here, so that a key is never used twice; the counts answer "how many"
-- without a scan. Written at most once in a transaction.
CREATE TABLE counter (
  counter_key        INTEGER PRIMARY KEY CHECK (counter_key = 1),
  namespace          INTEGER NOT NULL DEFAULT 1 REFERENCES namespace,
  job_key            INTEGER NOT NULL,
  execution_sequence INTEGER NOT NULL,
  alert_id           INTEGER NOT NULL,
  executions         INTEGER NOT NULL,
  jobs               INTEGER NOT NULL,
  active_jobs        INTEGER NOT NULL,
  pings              INTEGER NOT NULL
) STRICT;

INSERT INTO counter (counter_key, job_key, execution_sequence, alert_id, executions, jobs, active_jobs, pings)
VALUES (1, 0, 0, 0, 0, 0, 0, 0);

CREATE TABLE node (
  node_key   INTEGER PRIMARY KEY,
  namespace  INTEGER NOT NULL DEFAULT 1 REFERENCES namespace,
  name       TEXT NOT NULL UNIQUE,
  term       INTEGER NOT NULL,
  started_at INTEGER NOT NULL
) STRICT;

CREATE TABLE destination (
  destination_key INTEGER PRIMARY KEY,
  namespace       INTEGER NOT NULL DEFAULT 1 REFERENCES namespace,
  scheme          TEXT NOT NULL,
  host            TEXT NOT NULL,
  port            INTEGER NOT NULL,
  UNIQUE (host, port, scheme)
) STRICT;

-- A deleted job keeps its row, without its name, as long as executions need it.
CREATE TABLE job (
  job_key    INTEGER PRIMARY KEY,
  namespace  INTEGER NOT NULL DEFAULT 1 REFERENCES namespace,
  id         TEXT NOT NULL UNIQUE,
  name       TEXT,
  version    INTEGER NOT NULL,
  is_active  INTEGER NOT NULL CHECK (is_active IN (0, 1)),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;

CREATE UNIQUE INDEX job_name ON job (namespace, name) WHERE name IS NOT NULL AND deleted_at IS NULL;

-- Immutable. The definition is JSON in the API's words.
CREATE TABLE job_version (
  job_key         INTEGER NOT NULL REFERENCES job,
  version         INTEGER NOT NULL,
  namespace       INTEGER NOT NULL DEFAULT 1 REFERENCES namespace,
  is_active       INTEGER NOT NULL CHECK (is_active IN (0, 1)),
  created_at      INTEGER NOT NULL,
  destination_key INTEGER NOT NULL REFERENCES destination,
  definition      TEXT NOT NULL,
  PRIMARY KEY (job_key, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE job_tag (
  namespace INTEGER NOT NULL DEFAULT 1 REFERENCES namespace,
  tag       TEXT NOT NULL,
  job_key   INTEGER NOT NULL REFERENCES job,
  PRIMARY KEY (namespace, tag, job_key)
) STRICT, WITHOUT ROWID;

-- Name, description and URL in lower case: what a text search looks through.
CREATE TABLE job_text (
  job_key   INTEGER PRIMARY KEY REFERENCES job,
  namespace INTEGER NOT NULL DEFAULT 1 REFERENCES namespace,
  text      TEXT NOT NULL
) STRICT;

-- The first occurrence of a job that is not planned yet: one narrow row a job, none when nothing is
-- due. postponed_from keeps that occurrence when planning failed and next_fire_at was put off.
CREATE TABLE due (
  job_key        INTEGER PRIMARY KEY REFERENCES job,
  namespace      INTEGER NOT NULL DEFAULT 1 REFERENCES namespace,
  next_fire_at   INTEGER NOT NULL,
  version        INTEGER NOT NULL,
  postponed_from INTEGER
) STRICT;

-- Covers the planner's claim.
CREATE INDEX due_next_fire ON due (next_fire_at, version, postponed_from);

-- holder: above 0 the node that has it (of a terminal row: that ended it), 0 nobody (it waits in the
-- store), below 0 spilled: the negative key of the destination it waits for.
-- reserve: bytes that an unsent row holds free for what settling writes, so that settling does not
-- split pages.
CREATE TABLE execution (
  execution_key   INTEGER PRIMARY KEY,
  namespace       INTEGER NOT NULL DEFAULT 1 REFERENCES namespace,
  job_key         INTEGER NOT NULL REFERENCES job,
  scheduled_at    INTEGER NOT NULL,
  n               INTEGER NOT NULL CHECK (n >= 0),
  job_version     INTEGER NOT NULL,
  cause           INTEGER NOT NULL CHECK (cause BETWEEN 0 AND 2),
  state           INTEGER NOT NULL CHECK (state BETWEEN 0 AND 6),
  holder          INTEGER NOT NULL,
  term            INTEGER NOT NULL,
  retry_count     INTEGER NOT NULL DEFAULT 0,
  started_at      INTEGER,
  completed_at    INTEGER,
  http_status     INTEGER,
  duration_ms     INTEGER,
  next_attempt_at INTEGER,
  error           TEXT,
  skipped_count   INTEGER,
  skipped_to      INTEGER,
  replay_of       INTEGER,
  reserve         BLOB
) STRICT;

-- One execution for an occurrence (n = 0); also the index of a job's history.
CREATE UNIQUE INDEX execution_history ON execution (job_key, scheduled_at, n);

-- Lists by these states across jobs, newest first (entries end in the execution key). No entry for
-- an execution that goes from PENDING to SUCCESS.
CREATE INDEX execution_state ON execution (state) WHERE state = 1 OR state = 2 OR state = 4;

-- A job's waiting retries and its failures.
CREATE INDEX execution_job_state ON execution (job_key, state, scheduled_at, n) WHERE state = 2 OR state = 4;

-- Unfinished executions by holder and time: what recovery, claims and sweeps read. due_at is the
-- next attempt's time, or the scheduled instant before the first retry.
CREATE TABLE open (
  holder        INTEGER NOT NULL,
  due_at        INTEGER NOT NULL,
  execution_key INTEGER NOT NULL REFERENCES execution,
  namespace     INTEGER NOT NULL DEFAULT 1 REFERENCES namespace,
  PRIMARY KEY (holder, due_at, execution_key)
) STRICT, WITHOUT ROWID;

-- The one execution that runs, of jobs that allow only one. Released when it ends.
CREATE TABLE running (
  job_key       INTEGER PRIMARY KEY REFERENCES job,
  namespace     INTEGER NOT NULL DEFAULT 1 REFERENCES namespace,
  execution_key INTEGER NOT NULL REFERENCES execution
) STRICT;

CREATE TABLE attempt (
  execution_key INTEGER NOT NULL REFERENCES execution,
  number        INTEGER NOT NULL,
  namespace     INTEGER NOT NULL DEFAULT 1 REFERENCES namespace,
  started_at    INTEGER,
  duration_ms   INTEGER,
  http_status   INTEGER,
  error         TEXT,
  response      TEXT,
  PRIMARY KEY (execution_key, number)
) STRICT, WITHOUT ROWID;

-- kind: 0 FAILURE, 1 RECOVERY. delivered_at ends the delivery; delivery_error says why it was given up.
CREATE TABLE alert (
  alert_id        INTEGER PRIMARY KEY,
  namespace       INTEGER NOT NULL DEFAULT 1 REFERENCES namespace,
  kind            INTEGER NOT NULL CHECK (kind IN (0, 1)),
  job_key         INTEGER NOT NULL REFERENCES job,
  execution_key   INTEGER NOT NULL REFERENCES execution,
  error           TEXT,
  attempts        INTEGER NOT NULL,
  scheduled_at    INTEGER NOT NULL,
  created_at      INTEGER NOT NULL,
  acknowledged_at INTEGER,
  delivered_at    INTEGER,
  delivery_error  TEXT
) STRICT;

-- One alert of a kind for an execution; pruning goes by it.
CREATE UNIQUE INDEX alert_execution ON alert (execution_key, kind);
CREATE INDEX alert_job ON alert (job_key, alert_id);
CREATE INDEX alert_undelivered ON alert (alert_id) WHERE delivered_at IS NULL;

-- Jobs whose last execution failed, with the alert of that failure. Normally almost empty.
CREATE TABLE failing (
  job_key   INTEGER PRIMARY KEY REFERENCES job,
  namespace INTEGER NOT NULL DEFAULT 1 REFERENCES namespace,
  alert_id  INTEGER NOT NULL
) STRICT;

-- Active jobs that have no further occurrence and become inactive when their last execution ends.
CREATE TABLE ending (
  job_key   INTEGER PRIMARY KEY REFERENCES job,
  namespace INTEGER NOT NULL DEFAULT 1 REFERENCES namespace
) STRICT;

-- How a job's executions ended since its creation; skipped counts occurrences.
CREATE TABLE job_totals (
  job_key   INTEGER PRIMARY KEY REFERENCES job,
  namespace INTEGER NOT NULL DEFAULT 1 REFERENCES namespace,
  success   INTEGER NOT NULL,
  failed    INTEGER NOT NULL,
  skipped   INTEGER NOT NULL,
  cancelled INTEGER NOT NULL
) STRICT;

-- Answers to requests that may be repeated. See Idempotency.RETENTION_MS.
CREATE TABLE idempotency (
  namespace    INTEGER NOT NULL DEFAULT 1 REFERENCES namespace,
  route        TEXT NOT NULL,
  key          TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  answer       TEXT NOT NULL,
  created_at   INTEGER NOT NULL,
  PRIMARY KEY (namespace, route, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotency_created ON idempotency (created_at);
