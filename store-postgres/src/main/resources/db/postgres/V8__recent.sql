-- What a node did lately, as it says when it renews its lease.
ALTER TABLE node ADD COLUMN recent text NOT NULL DEFAULT '';
