-- What a person chose. Never a secret.
CREATE TABLE settings (
  key        TEXT    NOT NULL PRIMARY KEY,
  value      TEXT    NOT NULL, -- JSON
  updated_at INTEGER NOT NULL
) STRICT;
