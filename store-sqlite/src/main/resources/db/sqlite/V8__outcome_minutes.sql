-- How executions ended, by the minute that they were due in, their destination (0: further ones) and
-- the node that counted.
CREATE TABLE outcome_minute (
  namespace       INTEGER NOT NULL REFERENCES namespace,
  minute_at       INTEGER NOT NULL,
  destination_key INTEGER NOT NULL,
  node_key        INTEGER NOT NULL,
  success         INTEGER NOT NULL,
  failed          INTEGER NOT NULL,
  skipped         INTEGER NOT NULL,
  cancelled       INTEGER NOT NULL,
  PRIMARY KEY (namespace, minute_at, destination_key, node_key)
) STRICT, WITHOUT ROWID;

CREATE INDEX outcome_minute_at ON outcome_minute (minute_at);
