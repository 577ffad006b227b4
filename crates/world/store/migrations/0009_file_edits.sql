-- What was changed in files, by whom, and what they held before. A row is written before its file is.
CREATE TABLE file_edits (
  id           BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  folder       TEXT    NOT NULL, -- without links
  path         TEXT    NOT NULL, -- below the folder
  made_at      INTEGER NOT NULL,
  origin       TEXT    NOT NULL, -- the door it was asked for through
  made_by      TEXT    NOT NULL, -- the operation
  undoes       BLOB,             -- the edit that it takes back
  hash_before  TEXT    NOT NULL CHECK (length(hash_before) = 64),
  hash_after   TEXT    NOT NULL CHECK (length(hash_after) = 64),
  text_before  TEXT,             -- absent once it was dropped to save room
  bytes_before INTEGER NOT NULL,
  written_at   INTEGER,          -- absent until the file is known to be written
  undone_at    INTEGER
) STRICT;

CREATE INDEX file_edits_listed ON file_edits (made_at DESC, id DESC);
CREATE INDEX file_edits_begun ON file_edits (id) WHERE written_at IS NULL;
