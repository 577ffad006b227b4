-- What a person has said while an answer was arriving, and what waits to be sent.
CREATE TABLE queued_messages (
  id              BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  conversation_id BLOB    NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  place           INTEGER NOT NULL,
  text            TEXT    NOT NULL,
  held            TEXT    CHECK (held IN ('stopped', 'failed', 'closed')), -- absent where it goes by itself
  created_at      INTEGER NOT NULL
) STRICT;

CREATE INDEX queued_messages_in_order ON queued_messages (conversation_id, place);
