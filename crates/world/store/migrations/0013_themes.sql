CREATE TABLE themes (
  id         TEXT    NOT NULL PRIMARY KEY,
  name       TEXT    NOT NULL,
  author     TEXT    NOT NULL,
  base       TEXT    NOT NULL CHECK (base IN ('light', 'dark')),
  tokens     TEXT    NOT NULL, -- JSON: #rrggbb by role
  updated_at INTEGER NOT NULL
) STRICT;
