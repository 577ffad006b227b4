-- Folders that a person opened. What lies in others is neither read nor written.
CREATE TABLE folders (
  id        BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  path      TEXT    NOT NULL UNIQUE, -- without links
  opened_at INTEGER NOT NULL
) STRICT;
