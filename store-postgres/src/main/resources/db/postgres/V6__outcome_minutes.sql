-- How executions ended, by the minute that they were due in, their destination (0: further ones) and
-- the node that counted.
CREATE TABLE outcome_minute (
  namespace       bigint NOT NULL,
  minute_at       bigint NOT NULL,
  destination_key integer NOT NULL,
  node_key        integer NOT NULL,
  success         bigint NOT NULL,
  failed          bigint NOT NULL,
  skipped         bigint NOT NULL,
  cancelled       bigint NOT NULL,
  PRIMARY KEY (namespace, minute_at, destination_key, node_key)
) WITH (fillfactor = 70);

CREATE INDEX outcome_minute_at ON outcome_minute (minute_at);
