-- What a later version might do: additive, as every migration.
ALTER TABLE job ADD COLUMN later text;
ALTER TABLE job_version ADD COLUMN later bigint NOT NULL DEFAULT 7;
ALTER TABLE execution ADD COLUMN later text NOT NULL DEFAULT 'later';
ALTER TABLE node ADD COLUMN later smallint NOT NULL DEFAULT 0;
ALTER TABLE counter ADD COLUMN later bigint NOT NULL DEFAULT 0;
ALTER TABLE alert ADD COLUMN later jsonb;

CREATE TABLE later (
  job_key   bigint PRIMARY KEY REFERENCES job ON DELETE CASCADE,
  namespace bigint NOT NULL DEFAULT 1
);

CREATE INDEX alert_later ON alert (created_at);
