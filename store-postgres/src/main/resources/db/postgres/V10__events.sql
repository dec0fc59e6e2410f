-- What happens on a node, for those who listen at another one; only while somebody does. A crash may take it.
CREATE UNLOGGED TABLE event (
  event_key  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  xid        xid8 NOT NULL DEFAULT pg_current_xact_id(),
  node_key   integer NOT NULL,
  created_at bigint NOT NULL,
  events     text NOT NULL
);

CREATE INDEX event_xid ON event (xid);
CREATE INDEX event_created ON event (created_at);
