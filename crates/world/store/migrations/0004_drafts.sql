-- What a person has typed and not sent. The key is a conversation's id, or empty for the one not created yet.
CREATE TABLE drafts (
  key        TEXT    NOT NULL PRIMARY KEY,
  text       TEXT    NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
