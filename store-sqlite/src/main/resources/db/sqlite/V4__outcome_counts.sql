-- How executions ended since the beginning, those that are pruned too.
ALTER TABLE counter ADD COLUMN succeeded INTEGER NOT NULL DEFAULT 0;
ALTER TABLE counter ADD COLUMN failed INTEGER NOT NULL DEFAULT 0;
