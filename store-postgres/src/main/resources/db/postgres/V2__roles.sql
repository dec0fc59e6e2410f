-- How executions ended since the beginning, those that are pruned too.
ALTER TABLE counter
  ADD COLUMN succeeded bigint NOT NULL DEFAULT 0,
  ADD COLUMN failed    bigint NOT NULL DEFAULT 0;

-- What else a node says of itself when it renews its lease.
ALTER TABLE node
  ADD COLUMN waiting           integer NOT NULL DEFAULT 0,
  ADD COLUMN slots             integer NOT NULL DEFAULT 0,
  ADD COLUMN processor_percent smallint NOT NULL DEFAULT 0,
  ADD COLUMN memory_percent    smallint NOT NULL DEFAULT 0,
  ADD COLUMN failure_percent   smallint NOT NULL DEFAULT 0;
