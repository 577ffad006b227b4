-- Projects, and where conversations stand: in a project, pinned, in the archive, tagged.
CREATE TABLE projects (
  id           BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  name         TEXT    NOT NULL,
  name_folded  TEXT    NOT NULL UNIQUE, -- the name without case and accents
  color        TEXT    NOT NULL,
  instructions TEXT    NOT NULL,
  created_at   INTEGER NOT NULL
) STRICT;

ALTER TABLE conversations ADD COLUMN project_id BLOB REFERENCES projects (id) ON DELETE SET NULL;
ALTER TABLE conversations ADD COLUMN pinned_at INTEGER;
ALTER TABLE conversations ADD COLUMN archived_at INTEGER;

CREATE INDEX conversations_of_project ON conversations (project_id, updated_at DESC, id DESC)
  WHERE project_id IS NOT NULL;
CREATE INDEX conversations_pinned ON conversations (updated_at DESC, id DESC) WHERE pinned_at IS NOT NULL;

CREATE TABLE conversation_tags (
  conversation_id BLOB NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  tag             TEXT NOT NULL, -- without case
  PRIMARY KEY (conversation_id, tag)
) STRICT, WITHOUT ROWID;

CREATE INDEX conversation_tags_by_tag ON conversation_tags (tag);
