-- What is found by its words. The words are cut out of messages and titles before they come here, folded
-- and with a space between two, so that the tokenizer has nothing to decide. A document is a message, on
-- whichever branch, or a title. Numbers rise with age, and none is used twice: the index forgets lazily.
CREATE TABLE search_documents (
  number          INTEGER NOT NULL PRIMARY KEY,
  conversation_id BLOB    NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  message_id      BLOB    UNIQUE REFERENCES messages (id) ON DELETE CASCADE, -- absent for a title
  role            TEXT,
  model           TEXT,
  holds           INTEGER NOT NULL, -- 1 code, 2 images, 4 documents, 8 tools; the sum of these
  created_at      INTEGER NOT NULL
) STRICT;

CREATE INDEX search_documents_of ON search_documents (conversation_id, number DESC);

CREATE VIRTUAL TABLE search_index
  USING fts5 (words, content = '', contentless_delete = 1, tokenize = 'ascii');

-- Words that are found for others that are nearly the same, by how they begin and how long they are.
CREATE TABLE search_words (
  first   INTEGER NOT NULL,
  letters INTEGER NOT NULL,
  word    TEXT    NOT NULL,
  PRIMARY KEY (first, letters, word)
) STRICT, WITHOUT ROWID;

-- How far messages of before are made findable: those with lower ids than these still wait.
CREATE TABLE search_state (
  id                    INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  next_number           INTEGER NOT NULL,
  lowest_number         INTEGER NOT NULL,
  messages_wait         BLOB,
  titles_wait           BLOB
) STRICT;

INSERT INTO search_state VALUES
  (1, 1000000000, 1000000000, x'ffffffffffffffffffffffffffffffff', x'ffffffffffffffffffffffffffffffff');
