-- How full a node's fullest destination is, as it says when it renews its lease.
ALTER TABLE node ADD COLUMN fullest_percent smallint NOT NULL DEFAULT 0;
