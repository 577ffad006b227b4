-- What was learned: a message, the answer to it, and what came of it. What finds them is rebuilt in memory.
-- A pattern belongs to a conversation, and goes with it; or to a project; or, with neither, everywhere.
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

CREATE INDEX patterns_listed ON patterns (created_at DESC, id DESC);
CREATE INDEX patterns_of_conversation ON patterns (conversation_id) WHERE conversation_id IS NOT NULL;
