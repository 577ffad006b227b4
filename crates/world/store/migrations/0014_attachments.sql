-- Bytes that conversations hold, by their content, in pieces. The hash is absent while they arrive.
CREATE TABLE blobs (
  id         INTEGER NOT NULL PRIMARY KEY,
  hash       TEXT    UNIQUE CHECK (hash IS NULL OR length(hash) = 64), -- SHA-256
  bytes      INTEGER NOT NULL,
  created_at INTEGER NOT NULL -- or when they last arrived once more
) STRICT;

CREATE TABLE blob_pieces (
  blob_id INTEGER NOT NULL REFERENCES blobs (id) ON DELETE CASCADE,
  seq     INTEGER NOT NULL,
  packed  INTEGER NOT NULL CHECK (packed IN (0, 1)), -- whether by DEFLATE
  bytes   BLOB    NOT NULL,
  PRIMARY KEY (blob_id, seq)
) STRICT;

-- What is attached to a draft. With the message it becomes a block of that, and goes from here.
CREATE TABLE attachments (
  id         BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  draft      TEXT    NOT NULL, -- a conversation's id, or empty for the one not created yet
  hash       TEXT    REFERENCES blobs (hash),
  text_hash  TEXT    REFERENCES blobs (hash),
  attachment TEXT    NOT NULL, -- JSON
  created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX attachments_of_draft ON attachments (draft, id);

-- Which messages need which bytes.
CREATE TABLE blob_uses (
  message_id BLOB NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  hash       TEXT NOT NULL,
  PRIMARY KEY (message_id, hash)
) STRICT, WITHOUT ROWID;

CREATE INDEX blob_uses_of_hash ON blob_uses (hash);

-- Under which ids an endpoint keeps bytes that were too many to go with every request.
CREATE TABLE uploads (
  endpoint   TEXT    NOT NULL,
  hash       TEXT    NOT NULL,
  file_id    TEXT    NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (endpoint, hash)
) STRICT, WITHOUT ROWID;
