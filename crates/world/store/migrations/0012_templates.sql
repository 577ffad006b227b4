CREATE TABLE templates (
  id           BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  name         TEXT    NOT NULL,
  name_folded  TEXT    NOT NULL UNIQUE, -- the name without its case
  description  TEXT    NOT NULL,
  tags         TEXT    NOT NULL, -- JSON
  body         TEXT    NOT NULL,
  version      INTEGER NOT NULL CHECK (version >= 1),
  uses         INTEGER NOT NULL DEFAULT 0 CHECK (uses >= 0),
  last_used_at INTEGER,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL
) STRICT;

CREATE TABLE template_versions (
  template_id BLOB    NOT NULL REFERENCES templates (id) ON DELETE CASCADE,
  version     INTEGER NOT NULL,
  body        TEXT    NOT NULL,
  created_at  INTEGER NOT NULL,
  PRIMARY KEY (template_id, version)
) STRICT, WITHOUT ROWID;
