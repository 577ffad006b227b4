-- The folder in which every conversation is kept as a file, the names of those files, and which
-- conversations changed since theirs was written. While there is no mirror nothing is noted.
CREATE TABLE mirror (
  id         INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  folder     TEXT    NOT NULL, -- without links
  written_at INTEGER
) STRICT;

CREATE TABLE mirror_files (
  conversation_id BLOB NOT NULL PRIMARY KEY CHECK (length(conversation_id) = 16),
  path            TEXT NOT NULL COLLATE NOCASE UNIQUE -- below the folder
) STRICT, WITHOUT ROWID;

CREATE TABLE mirror_waiting (
  conversation_id BLOB    NOT NULL PRIMARY KEY CHECK (length(conversation_id) = 16),
  changes         INTEGER NOT NULL DEFAULT 1 -- since the file was written
) STRICT, WITHOUT ROWID;

CREATE TRIGGER mirror_conversation_begun AFTER INSERT ON conversations
WHEN EXISTS (SELECT 1 FROM mirror) BEGIN
  INSERT INTO mirror_waiting (conversation_id) VALUES (NEW.id)
    ON CONFLICT (conversation_id) DO UPDATE SET changes = changes + 1;
END;

CREATE TRIGGER mirror_conversation_changed AFTER UPDATE ON conversations
WHEN EXISTS (SELECT 1 FROM mirror) BEGIN
  INSERT INTO mirror_waiting (conversation_id) VALUES (NEW.id)
    ON CONFLICT (conversation_id) DO UPDATE SET changes = changes + 1;
END;

CREATE TRIGGER mirror_conversation_gone AFTER DELETE ON conversations
WHEN EXISTS (SELECT 1 FROM mirror) BEGIN
  INSERT INTO mirror_waiting (conversation_id) VALUES (OLD.id)
    ON CONFLICT (conversation_id) DO UPDATE SET changes = changes + 1;
END;

CREATE TRIGGER mirror_message_begun AFTER INSERT ON messages
WHEN EXISTS (SELECT 1 FROM mirror) BEGIN
  INSERT INTO mirror_waiting (conversation_id) VALUES (NEW.conversation_id)
    ON CONFLICT (conversation_id) DO UPDATE SET changes = changes + 1;
END;

CREATE TRIGGER mirror_message_changed AFTER UPDATE ON messages
WHEN EXISTS (SELECT 1 FROM mirror) BEGIN
  INSERT INTO mirror_waiting (conversation_id) VALUES (NEW.conversation_id)
    ON CONFLICT (conversation_id) DO UPDATE SET changes = changes + 1;
END;

CREATE TRIGGER mirror_tag_put AFTER INSERT ON conversation_tags
WHEN EXISTS (SELECT 1 FROM mirror) BEGIN
  INSERT INTO mirror_waiting (conversation_id) VALUES (NEW.conversation_id)
    ON CONFLICT (conversation_id) DO UPDATE SET changes = changes + 1;
END;

CREATE TRIGGER mirror_tag_gone AFTER DELETE ON conversation_tags
WHEN EXISTS (SELECT 1 FROM mirror) BEGIN
  INSERT INTO mirror_waiting (conversation_id) VALUES (OLD.conversation_id)
    ON CONFLICT (conversation_id) DO UPDATE SET changes = changes + 1;
END;

CREATE TRIGGER mirror_project_renamed AFTER UPDATE OF name ON projects
WHEN EXISTS (SELECT 1 FROM mirror) BEGIN
  INSERT INTO mirror_waiting (conversation_id)
    SELECT id FROM conversations WHERE project_id = NEW.id
    ON CONFLICT (conversation_id) DO UPDATE SET changes = changes + 1;
END;
