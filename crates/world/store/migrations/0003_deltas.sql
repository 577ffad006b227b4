-- What a streaming message has received so far, in order. Its end folds them into the message and drops them.
CREATE TABLE deltas (
  message_id  BLOB    NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  seq         INTEGER NOT NULL,
  block_index INTEGER NOT NULL,
  part        TEXT    NOT NULL CHECK (part IN ('started', 'text', 'thinking', 'input', 'completed')),
  text        TEXT    NOT NULL, -- of 'started' and 'completed': the block as JSON
  PRIMARY KEY (message_id, seq)
) STRICT, WITHOUT ROWID;
