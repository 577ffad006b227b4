-- The last answer of the Models API of each endpoint. It may be dropped at any time.
CREATE TABLE models (
  endpoint   TEXT    NOT NULL PRIMARY KEY,
  models     TEXT    NOT NULL, -- JSON
  fetched_at INTEGER NOT NULL
) STRICT;
