-- One row, or none before the first start: the release of the time zone rules that every due row's
-- next_fire_at was computed with. Another release at a start computes them again.
CREATE TABLE tz_database (
  tz_database_key INTEGER PRIMARY KEY CHECK (tz_database_key = 1),
  namespace       INTEGER NOT NULL DEFAULT 1 REFERENCES namespace,
  release         TEXT NOT NULL
) STRICT;
