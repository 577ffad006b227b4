CREATE TABLE imports (
  id         BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  source     TEXT    NOT NULL,
  path       TEXT    NOT NULL, -- the file or folder that was read
  started_at INTEGER NOT NULL,
  ended_at   INTEGER,          -- absent where it was stopped
  undone_at  INTEGER,
  messages   INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE imported_conversations (
  conversation_id BLOB NOT NULL PRIMARY KEY REFERENCES conversations (id) ON DELETE CASCADE,
  import_id       BLOB NOT NULL REFERENCES imports (id)
) STRICT, WITHOUT ROWID;

CREATE INDEX imported_conversations_of ON imported_conversations (import_id);
