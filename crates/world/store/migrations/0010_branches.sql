-- Messages that were deleted, and whatever followed them. They stay where they are; nothing shows them.
CREATE TABLE deleted_messages (
  message_id      BLOB    NOT NULL PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,
  conversation_id BLOB    NOT NULL,
  deleted_with    BLOB    NOT NULL, -- the message that the person deleted
  deleted_at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX deleted_messages_of_conversation ON deleted_messages (conversation_id, deleted_with);

-- In which order the ends of branches were shown, so that whoever comes back finds where they were.
CREATE TABLE seen_heads (
  message_id      BLOB    NOT NULL PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,
  conversation_id BLOB    NOT NULL,
  seen            INTEGER NOT NULL -- counts up within the conversation
) STRICT, WITHOUT ROWID;

CREATE INDEX seen_heads_in_order ON seen_heads (conversation_id, seen);

-- What stood before an answer when it was made: its thinking is sent back only where the same does again.
CREATE TABLE answer_prefixes (
  message_id      BLOB NOT NULL PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,
  conversation_id BLOB NOT NULL,
  hash            BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT, WITHOUT ROWID;

CREATE INDEX answer_prefixes_of_conversation ON answer_prefixes (conversation_id);
