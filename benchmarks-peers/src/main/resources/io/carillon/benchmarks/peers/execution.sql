-- One row for each execution of a scheduler that keeps no history. The key finds the history of a
-- job, as the unique index of Carillon's own table does. Written by single committed inserts.
CREATE TABLE execution (
  job          integer     NOT NULL,
  scheduled_at timestamptz NOT NULL,
  status       text        NOT NULL,
  duration_ms  bigint      NOT NULL,
  PRIMARY KEY (job, scheduled_at)
);
