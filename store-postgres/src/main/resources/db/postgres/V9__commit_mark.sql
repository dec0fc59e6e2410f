-- What each node's last transaction wrote before its commit: whether a commit took place whose answer was
-- lost. The server's own numbers do not tell: after a crash it gives those anew that it had not saved.
CREATE TABLE commit_mark (
  node text PRIMARY KEY,
  mark bigint NOT NULL
) WITH (fillfactor = 10);
