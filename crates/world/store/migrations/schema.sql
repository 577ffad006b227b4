CREATE TRIGGER mirror_conversation_begun AFTER INSERT ON conversations
WHEN EXISTS (SELECT 1 FROM mirror) BEGIN
  INSERT INTO mirror_waiting (conversation_id) VALUES (NEW.id)
    ON CONFLICT (conversation_id) DO UPDATE SET changes = changes + 1;
END;

CREATE TRIGGER mirror_conversation_changed AFTER UPDATE ON conversations
WHEN EXISTS (SELECT 1 FROM mirror) BEGIN
  INSERT INTO mirror_waiting (conversation_id) VALUES (NEW.id)
    ON CONFLICT (conversation_id) DO UPDATE SET changes = changes + 1;
END;

CREATE TRIGGER mirror_conversation_gone AFTER DELETE ON conversations
WHEN EXISTS (SELECT 1 FROM mirror) BEGIN
  INSERT INTO mirror_waiting (conversation_id) VALUES (OLD.id)
    ON CONFLICT (conversation_id) DO UPDATE SET changes = changes + 1;
END;

CREATE TRIGGER mirror_message_begun AFTER INSERT ON messages
WHEN EXISTS (SELECT 1 FROM mirror) BEGIN
  INSERT INTO mirror_waiting (conversation_id) VALUES (NEW.conversation_id)
    ON CONFLICT (conversation_id) DO UPDATE SET changes = changes + 1;
END;

CREATE TRIGGER mirror_message_changed AFTER UPDATE ON messages
WHEN EXISTS (SELECT 1 FROM mirror) BEGIN
  INSERT INTO mirror_waiting (conversation_id) VALUES (NEW.conversation_id)
    ON CONFLICT (conversation_id) DO UPDATE SET changes = changes + 1;
END;

CREATE TRIGGER mirror_project_renamed AFTER UPDATE OF name ON projects
WHEN EXISTS (SELECT 1 FROM mirror) BEGIN
  INSERT INTO mirror_waiting (conversation_id)
    SELECT id FROM conversations WHERE project_id = NEW.id
    ON CONFLICT (conversation_id) DO UPDATE SET changes = changes + 1;
END;

CREATE TRIGGER mirror_tag_gone AFTER DELETE ON conversation_tags
WHEN EXISTS (SELECT 1 FROM mirror) BEGIN
  INSERT INTO mirror_waiting (conversation_id) VALUES (OLD.conversation_id)
    ON CONFLICT (conversation_id) DO UPDATE SET changes = changes + 1;
END;

CREATE TRIGGER mirror_tag_put AFTER INSERT ON conversation_tags
WHEN EXISTS (SELECT 1 FROM mirror) BEGIN
  INSERT INTO mirror_waiting (conversation_id) VALUES (NEW.conversation_id)
    ON CONFLICT (conversation_id) DO UPDATE SET changes = changes + 1;
END;

CREATE TABLE answer_prefixes (
  message_id      BLOB NOT NULL PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,
  conversation_id BLOB NOT NULL,
  hash            BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT, WITHOUT ROWID;

CREATE TABLE attachments (
  id         BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  draft      TEXT    NOT NULL, -- a conversation's id, or empty for the one not created yet
  hash       TEXT    REFERENCES blobs (hash),
  text_hash  TEXT    REFERENCES blobs (hash),
  attachment TEXT    NOT NULL, -- JSON
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE blob_pieces (
  blob_id INTEGER NOT NULL REFERENCES blobs (id) ON DELETE CASCADE,
  seq     INTEGER NOT NULL,
  packed  INTEGER NOT NULL CHECK (packed IN (0, 1)), -- whether by DEFLATE
  bytes   BLOB    NOT NULL,
  PRIMARY KEY (blob_id, seq)
) STRICT;

CREATE TABLE blob_uses (
  message_id BLOB NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  hash       TEXT NOT NULL,
  PRIMARY KEY (message_id, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE blobs (
  id         INTEGER NOT NULL PRIMARY KEY,
  hash       TEXT    UNIQUE CHECK (hash IS NULL OR length(hash) = 64), -- SHA-256
  bytes      INTEGER NOT NULL,
  created_at INTEGER NOT NULL -- or when they last arrived once more
) STRICT;

CREATE TABLE context_marks (
  message_id      BLOB    NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  block           INTEGER NOT NULL, -- its place in the message; -1 is the whole message
  conversation_id BLOB    NOT NULL,
  mark            TEXT    NOT NULL CHECK (mark IN ('pin', 'drop')),
  PRIMARY KEY (message_id, block)
) STRICT, WITHOUT ROWID;

CREATE TABLE conversation_budgets (
  conversation_id BLOB    NOT NULL PRIMARY KEY REFERENCES conversations (id) ON DELETE CASCADE,
  limit_nano_usd  INTEGER NOT NULL CHECK (limit_nano_usd >= 0)
) STRICT;

CREATE TABLE conversation_tags (
  conversation_id BLOB NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  tag             TEXT NOT NULL, -- without case
  PRIMARY KEY (conversation_id, tag)
) STRICT, WITHOUT ROWID;

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
  trashed_at    INTEGER, project_id BLOB REFERENCES projects (id) ON DELETE SET NULL, pinned_at INTEGER, archived_at INTEGER,
  FOREIGN KEY (id, head_id) REFERENCES messages (conversation_id, id)
) STRICT;

CREATE TABLE deleted_messages (
  message_id      BLOB    NOT NULL PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,
  conversation_id BLOB    NOT NULL,
  deleted_with    BLOB    NOT NULL, -- the message that the person deleted
  deleted_at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

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

CREATE TABLE imported_conversations (
  conversation_id BLOB NOT NULL PRIMARY KEY REFERENCES conversations (id) ON DELETE CASCADE,
  import_id       BLOB NOT NULL REFERENCES imports (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE imports (
  id         BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  source     TEXT    NOT NULL,
  path       TEXT    NOT NULL, -- the file or folder that was read
  started_at INTEGER NOT NULL,
  ended_at   INTEGER,          -- absent where it was stopped
  undone_at  INTEGER,
  messages   INTEGER NOT NULL DEFAULT 0
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
  completed_at    INTEGER, from_cache TEXT,
  UNIQUE (conversation_id, id),
  FOREIGN KEY (conversation_id, parent_id) REFERENCES messages (conversation_id, id)
) STRICT;

CREATE TABLE mirror (
  id         INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  folder     TEXT    NOT NULL, -- without links
  written_at INTEGER
) STRICT;

CREATE TABLE mirror_files (
  conversation_id BLOB NOT NULL PRIMARY KEY CHECK (length(conversation_id) = 16),
  path            TEXT NOT NULL COLLATE NOCASE UNIQUE -- below the folder
) STRICT, WITHOUT ROWID;

CREATE TABLE mirror_waiting (
  conversation_id BLOB    NOT NULL PRIMARY KEY CHECK (length(conversation_id) = 16),
  changes         INTEGER NOT NULL DEFAULT 1 -- since the file was written
) STRICT, WITHOUT ROWID;

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

CREATE TABLE projects (
  id           BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  name         TEXT    NOT NULL,
  name_folded  TEXT    NOT NULL UNIQUE, -- the name without case and accents
  color        TEXT    NOT NULL,
  instructions TEXT    NOT NULL,
  created_at   INTEGER NOT NULL
) STRICT;

CREATE TABLE queued_messages (
  id              BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  conversation_id BLOB    NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  place           INTEGER NOT NULL,
  text            TEXT    NOT NULL,
  held            TEXT    CHECK (held IN ('stopped', 'failed', 'closed')), -- absent where it goes by itself
  created_at      INTEGER NOT NULL
) STRICT;

CREATE TABLE schema_migrations (
                   version    INTEGER NOT NULL PRIMARY KEY,
                   applied_at INTEGER NOT NULL,
                   name       TEXT    NOT NULL,
                   checksum   TEXT    NOT NULL
                 ) STRICT;

CREATE TABLE search_documents (
  number          INTEGER NOT NULL PRIMARY KEY,
  conversation_id BLOB    NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  message_id      BLOB    UNIQUE REFERENCES messages (id) ON DELETE CASCADE, -- absent for a title
  role            TEXT,
  model           TEXT,
  holds           INTEGER NOT NULL, -- 1 code, 2 images, 4 documents, 8 tools; the sum of these
  created_at      INTEGER NOT NULL
) STRICT;

CREATE VIRTUAL TABLE search_index
  USING fts5 (words, content = '', contentless_delete = 1, tokenize = 'ascii');

CREATE TABLE 'search_index_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'search_index_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'search_index_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);

CREATE TABLE 'search_index_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE search_state (
  id                    INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  next_number           INTEGER NOT NULL,
  lowest_number         INTEGER NOT NULL,
  messages_wait         BLOB,
  titles_wait           BLOB
) STRICT;

CREATE TABLE search_words (
  first   INTEGER NOT NULL,
  letters INTEGER NOT NULL,
  word    TEXT    NOT NULL,
  PRIMARY KEY (first, letters, word)
) STRICT, WITHOUT ROWID;

CREATE TABLE seen_heads (
  message_id      BLOB    NOT NULL PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,
  conversation_id BLOB    NOT NULL,
  seen            INTEGER NOT NULL -- counts up within the conversation
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
  key        TEXT    NOT NULL PRIMARY KEY,
  value      TEXT    NOT NULL, -- JSON
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE spending (
  seq                   INTEGER NOT NULL PRIMARY KEY, -- in the order in which they were written
  message_id            BLOB    UNIQUE, -- the answer, where it is a message
  conversation_id       BLOB,
  project_id            BLOB,           -- that of the conversation when it was written
  purpose               TEXT    NOT NULL CHECK (purpose IN ('answer', 'side', 'program')),
  model                 TEXT,
  at                    INTEGER NOT NULL,
  input_tokens          INTEGER NOT NULL,
  output_tokens         INTEGER NOT NULL,
  thinking_tokens       INTEGER NOT NULL,
  cache_write_5m_tokens INTEGER NOT NULL,
  cache_write_1h_tokens INTEGER NOT NULL,
  cache_read_tokens     INTEGER NOT NULL,
  web_searches          INTEGER NOT NULL,
  cost_nano_usd         INTEGER,        -- absent where the price is unknown
  estimated             INTEGER NOT NULL CHECK (estimated IN (0, 1))
, from_cache INTEGER NOT NULL DEFAULT 0 CHECK (from_cache IN (0, 1)), saved_nano_usd INTEGER) STRICT;

CREATE TABLE summaries (
  id              INTEGER NOT NULL PRIMARY KEY,
  conversation_id BLOB    NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  up_to           BLOB    NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  text            TEXT    NOT NULL,
  accepted_at     INTEGER,          -- absent while a person has not read it
  model           TEXT    NOT NULL,
  made_at         INTEGER NOT NULL
) STRICT;

CREATE TABLE template_versions (
  template_id BLOB    NOT NULL REFERENCES templates (id) ON DELETE CASCADE,
  version     INTEGER NOT NULL,
  body        TEXT    NOT NULL,
  created_at  INTEGER NOT NULL,
  PRIMARY KEY (template_id, version)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE themes (
  id         TEXT    NOT NULL PRIMARY KEY,
  name       TEXT    NOT NULL,
  author     TEXT    NOT NULL,
  base       TEXT    NOT NULL CHECK (base IN ('light', 'dark')),
  tokens     TEXT    NOT NULL, -- JSON: #rrggbb by role
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE uploads (
  endpoint   TEXT    NOT NULL,
  hash       TEXT    NOT NULL,
  file_id    TEXT    NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (endpoint, hash)
) STRICT, WITHOUT ROWID;

CREATE INDEX answer_prefixes_of_conversation ON answer_prefixes (conversation_id);

CREATE INDEX attachments_of_draft ON attachments (draft, id);

CREATE INDEX blob_uses_of_hash ON blob_uses (hash);

CREATE INDEX context_marks_of_conversation ON context_marks (conversation_id);

CREATE INDEX conversation_tags_by_tag ON conversation_tags (tag);

CREATE INDEX conversations_listed  ON conversations (updated_at DESC, id DESC) WHERE trashed_at IS NULL;

CREATE INDEX conversations_of_project ON conversations (project_id, updated_at DESC, id DESC)
  WHERE project_id IS NOT NULL;

CREATE INDEX conversations_pinned ON conversations (updated_at DESC, id DESC) WHERE pinned_at IS NOT NULL;

CREATE INDEX conversations_trashed ON conversations (updated_at DESC, id DESC) WHERE trashed_at IS NOT NULL;

CREATE INDEX deleted_messages_of_conversation ON deleted_messages (conversation_id, deleted_with);

CREATE INDEX file_edits_begun ON file_edits (id) WHERE written_at IS NULL;

CREATE INDEX file_edits_listed ON file_edits (made_at DESC, id DESC);

CREATE INDEX imported_conversations_of ON imported_conversations (import_id);

CREATE INDEX messages_children ON messages (conversation_id, parent_id);

CREATE INDEX messages_streaming ON messages (conversation_id) WHERE state = 'streaming';

CREATE INDEX messages_unpriced ON messages (conversation_id)
  WHERE role = 'assistant' AND simulated = 0 AND cost_nano_usd IS NULL
    AND (usage IS NOT NULL OR state = 'incomplete');

CREATE INDEX patterns_listed ON patterns (created_at DESC, id DESC);

CREATE INDEX patterns_of_conversation ON patterns (conversation_id) WHERE conversation_id IS NOT NULL;

CREATE INDEX queued_messages_in_order ON queued_messages (conversation_id, place);

CREATE INDEX search_documents_of ON search_documents (conversation_id, number DESC);

CREATE INDEX seen_heads_in_order ON seen_heads (conversation_id, seen);

CREATE INDEX spending_at ON spending (at);

CREATE INDEX spending_of_conversation ON spending (conversation_id) WHERE conversation_id IS NOT NULL;

CREATE INDEX summaries_of_conversation ON summaries (conversation_id, id);
