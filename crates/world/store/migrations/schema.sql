CREATE TABLE conversations (
  id            BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  title         TEXT    NOT NULL,
  title_folded  TEXT    NOT NULL, -- the title without its case, for the search
  title_source  TEXT    NOT NULL CHECK (title_source IN ('auto', 'person')),
  model         TEXT,
  effort        TEXT,
  head_id       BLOB,             -- the last message of the branch that is shown
  message_count INTEGER NOT NULL DEFAULT 0 CHECK (message_count >= 0),
  cost_nano_usd INTEGER NOT NULL DEFAULT 0,
  created_at    INTEGER NOT NULL,
  updated_at    INTEGER NOT NULL,
  trashed_at    INTEGER,
  FOREIGN KEY (id, head_id) REFERENCES messages (conversation_id, id)
) STRICT;

CREATE TABLE deltas (
  message_id  BLOB    NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  seq         INTEGER NOT NULL,
  block_index INTEGER NOT NULL,
  part        TEXT    NOT NULL CHECK (part IN ('started', 'text', 'thinking', 'input', 'completed')),
  text        TEXT    NOT NULL, -- of 'started' and 'completed': the block as JSON
  PRIMARY KEY (message_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE drafts (
  key        TEXT    NOT NULL PRIMARY KEY,
  text       TEXT    NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

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

CREATE TABLE folders (
  id        BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  path      TEXT    NOT NULL UNIQUE, -- without links
  opened_at INTEGER NOT NULL
) STRICT;

CREATE TABLE messages (
  id              BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  conversation_id BLOB    NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  parent_id       BLOB,
  role            TEXT    NOT NULL CHECK (role IN ('user', 'assistant')),
  state           TEXT    NOT NULL CHECK (state IN ('streaming', 'complete', 'incomplete', 'failed')),
  blocks          TEXT    NOT NULL,
  model           TEXT,
  stop_reason     TEXT,
  usage           TEXT,
  raw_usage       TEXT,
  cost_nano_usd   INTEGER,
  simulated       INTEGER NOT NULL CHECK (simulated IN (0, 1)),
  request_id      TEXT,
  failure         TEXT,
  created_at      INTEGER NOT NULL,
  completed_at    INTEGER,
  UNIQUE (conversation_id, id),
  FOREIGN KEY (conversation_id, parent_id) REFERENCES messages (conversation_id, id)
) STRICT;

CREATE TABLE models (
  endpoint   TEXT    NOT NULL PRIMARY KEY,
  models     TEXT    NOT NULL, -- JSON
  fetched_at INTEGER NOT NULL
) STRICT;

CREATE TABLE patterns (
  id              BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  conversation_id BLOB    REFERENCES conversations (id) ON DELETE CASCADE,
  project         TEXT    CHECK (project IS NULL OR conversation_id IS NULL),
  message         TEXT    NOT NULL,
  response        TEXT    NOT NULL,
  score           REAL    NOT NULL CHECK (score BETWEEN 0 AND 1),
  source          TEXT    NOT NULL CHECK (source IN ('conversation', 'person', 'import')),
  wins            INTEGER NOT NULL DEFAULT 0,
  losses          INTEGER NOT NULL DEFAULT 0,
  repeats         INTEGER NOT NULL DEFAULT 0,
  last_used_at    INTEGER,
  pinned          INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)),
  suspended       INTEGER NOT NULL DEFAULT 0 CHECK (suspended IN (0, 1)),
  created_at      INTEGER NOT NULL
) STRICT;

CREATE TABLE schema_migrations (
                   version    INTEGER NOT NULL PRIMARY KEY,
                   applied_at INTEGER NOT NULL,
                   name       TEXT    NOT NULL,
                   checksum   TEXT    NOT NULL
                 ) STRICT;

CREATE TABLE settings (
  key        TEXT    NOT NULL PRIMARY KEY,
  value      TEXT    NOT NULL, -- JSON
  updated_at INTEGER NOT NULL
) STRICT;

CREATE INDEX conversations_listed  ON conversations (updated_at DESC, id DESC) WHERE trashed_at IS NULL;

CREATE INDEX conversations_trashed ON conversations (updated_at DESC, id DESC) WHERE trashed_at IS NOT NULL;

CREATE INDEX file_edits_begun ON file_edits (id) WHERE written_at IS NULL;

CREATE INDEX file_edits_listed ON file_edits (made_at DESC, id DESC);

CREATE INDEX messages_children ON messages (conversation_id, parent_id);

CREATE INDEX messages_streaming ON messages (conversation_id) WHERE state = 'streaming';

CREATE INDEX messages_unpriced ON messages (conversation_id)
  WHERE role = 'assistant' AND simulated = 0 AND cost_nano_usd IS NULL
    AND (usage IS NOT NULL OR state = 'incomplete');

CREATE INDEX patterns_listed ON patterns (created_at DESC, id DESC);

CREATE INDEX patterns_of_conversation ON patterns (conversation_id) WHERE conversation_id IS NOT NULL;
