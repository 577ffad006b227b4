-- Messages form a tree through parent_id, and a parent is always of the same conversation.
-- Blocks and raw_usage are JSON exactly as the API sent it.
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

CREATE INDEX messages_children ON messages (conversation_id, parent_id);
CREATE INDEX messages_streaming ON messages (conversation_id) WHERE state = 'streaming';

-- Answers that took tokens whose price nobody knows: they make the sum of a conversation a lower bound.
CREATE INDEX messages_unpriced ON messages (conversation_id)
  WHERE role = 'assistant' AND simulated = 0 AND cost_nano_usd IS NULL
    AND (usage IS NOT NULL OR state = 'incomplete');
