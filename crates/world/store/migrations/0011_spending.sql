-- One row for each request that may have cost something, without content. It refers to nothing, so
-- that it stays when the conversation goes.
CREATE TABLE spending (
  seq                   INTEGER NOT NULL PRIMARY KEY, -- in the order in which they were written
  message_id            BLOB    UNIQUE, -- the answer, where it is a message
  conversation_id       BLOB,
  project_id            BLOB,           -- that of the conversation when it was written
  purpose               TEXT    NOT NULL CHECK (purpose IN ('answer', 'side', 'program')),
  model                 TEXT,
  at                    INTEGER NOT NULL,
  input_tokens          INTEGER NOT NULL,
  output_tokens         INTEGER NOT NULL,
  thinking_tokens       INTEGER NOT NULL,
  cache_write_5m_tokens INTEGER NOT NULL,
  cache_write_1h_tokens INTEGER NOT NULL,
  cache_read_tokens     INTEGER NOT NULL,
  web_searches          INTEGER NOT NULL,
  cost_nano_usd         INTEGER,        -- absent where the price is unknown
  estimated             INTEGER NOT NULL CHECK (estimated IN (0, 1))
) STRICT;

CREATE INDEX spending_at ON spending (at);

CREATE INDEX spending_of_conversation ON spending (conversation_id) WHERE conversation_id IS NOT NULL;

INSERT INTO spending (message_id, conversation_id, purpose, model, at, input_tokens, output_tokens,
    thinking_tokens, cache_write_5m_tokens, cache_write_1h_tokens, cache_read_tokens, web_searches,
    cost_nano_usd, estimated)
  SELECT id, conversation_id, 'answer', model, coalesce(completed_at, created_at),
    coalesce(usage ->> 'input_tokens', 0), coalesce(usage ->> 'output_tokens', 0),
    coalesce(usage ->> 'thinking_tokens', 0), coalesce(usage ->> 'cache_write_5m_tokens', 0),
    coalesce(usage ->> 'cache_write_1h_tokens', 0), coalesce(usage ->> 'cache_read_tokens', 0),
    coalesce(usage ->> 'web_searches', 0), cost_nano_usd, state = 'incomplete'
  FROM messages
  WHERE role = 'assistant' AND simulated = 0 AND (usage IS NOT NULL OR state = 'incomplete')
  ORDER BY coalesce(completed_at, created_at), id;

-- What may be spent in one conversation.
CREATE TABLE conversation_budgets (
  conversation_id BLOB    NOT NULL PRIMARY KEY REFERENCES conversations (id) ON DELETE CASCADE,
  limit_nano_usd  INTEGER NOT NULL CHECK (limit_nano_usd >= 0)
) STRICT;
