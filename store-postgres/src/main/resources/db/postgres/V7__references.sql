-- References of jobs are no longer declared either, as in the embedded store: each of them cost every
-- create a query and a lock of the row it names. They are true all the same and tests check them.
ALTER TABLE job_version
  DROP CONSTRAINT job_version_job_key_fkey,
  DROP CONSTRAINT job_version_destination_key_fkey;
ALTER TABLE job_text DROP CONSTRAINT job_text_job_key_fkey;
ALTER TABLE job_tag DROP CONSTRAINT job_tag_job_key_fkey;
