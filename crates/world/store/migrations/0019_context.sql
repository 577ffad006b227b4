-- What a person wants to be sent, or not, of what was said before.
CREATE TABLE context_marks (
  message_id      BLOB    NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  block           INTEGER NOT NULL, -- its place in the message; -1 is the whole message
  conversation_id BLOB    NOT NULL,
  mark            TEXT    NOT NULL CHECK (mark IN ('pin', 'drop')),
  PRIMARY KEY (message_id, block)
) STRICT, WITHOUT ROWID;

CREATE INDEX context_marks_of_conversation ON context_marks (conversation_id);

-- Summaries that are sent in place of the messages up to one. The messages stay.
CREATE TABLE summaries (
  id              INTEGER NOT NULL PRIMARY KEY,
  conversation_id BLOB    NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  up_to           BLOB    NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  text            TEXT    NOT NULL,
  accepted_at     INTEGER,          -- absent while a person has not read it
  model           TEXT    NOT NULL,
  made_at         INTEGER NOT NULL
) STRICT;

CREATE INDEX summaries_of_conversation ON summaries (conversation_id, id);
