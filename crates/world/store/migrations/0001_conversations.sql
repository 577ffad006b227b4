-- Ids are the sixteen bytes of a UUID (version 7, so that they sort by age). Times are ms since 1970.
-- The state and the partial flag of a conversation are not here: they follow from its messages.
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
  trashed_at    INTEGER,
  FOREIGN KEY (id, head_id) REFERENCES messages (conversation_id, id)
) STRICT;

CREATE INDEX conversations_listed  ON conversations (updated_at DESC, id DESC) WHERE trashed_at IS NULL;
CREATE INDEX conversations_trashed ON conversations (updated_at DESC, id DESC) WHERE trashed_at IS NOT NULL;
