//! Forgetting what a conversation said, before it is deleted for good.

use std::collections::BTreeSet;

use atelier_search::words;
use atelier_vocabulary::{ContentBlock, ConversationId};
use rusqlite::{Connection, params};

use super::{is_likened, key_of, texts};
use crate::StoreError;
use crate::tables::column::Key;

/// Takes everything of a conversation out of the index, with the words that nothing else holds.
pub(in crate::tables) fn forget(c: &Connection, id: ConversationId) -> Result<(), StoreError> {
    let said = said(c, id)?;
    let mut statement = c.prepare_cached(
        "DELETE FROM search_documents WHERE conversation_id = ?1 RETURNING number",
    )?;
    let numbers: Vec<i64> =
        statement.query_map([id.key()], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut delete = c.prepare_cached("DELETE FROM search_index WHERE rowid = ?1")?;
    for number in numbers {
        delete.execute([number])?;
    }
    let mut held =
        c.prepare_cached("SELECT 1 FROM search_index WHERE search_index MATCH ?1 LIMIT 1")?;
    let mut drop_word = c.prepare_cached(
        "DELETE FROM search_words WHERE first = ?1 AND letters = ?2 AND word = ?3",
    )?;
    for word in said {
        if !held.exists([format!("\"{word}\"")])? {
            let (first, letters) = key_of(&word);
            drop_word.execute(params![first, letters, word])?;
        }
    }
    Ok(())
}

/// Rewrites a part of the index, so that nothing of what was deleted stays in the file. Returns whether
/// there is more to do. `first` begins it.
pub fn purge(c: &Connection, first: bool) -> Result<bool, StoreError> {
    let pages = if first { -PAGES } else { PAGES };
    let before = c.total_changes();
    c.prepare_cached("INSERT INTO search_index (search_index, rank) VALUES ('merge', ?1)")?
        .execute([pages])?;
    Ok(c.total_changes() - before > 1)
}

/// How many pages one step writes: a few milliseconds.
const PAGES: i64 = 64;

/// The words of a conversation that may be found for others like them.
fn said(c: &Connection, id: ConversationId) -> Result<BTreeSet<String>, StoreError> {
    let mut said = BTreeSet::new();
    let mut take = |text: &str| {
        said.extend(words(text).map(|word| word.folded).filter(|word| is_likened(word)));
    };
    let mut titles = c.prepare_cached("SELECT title FROM conversations WHERE id = ?1")?;
    let mut rows = titles.query([id.key()])?;
    while let Some(row) = rows.next()? {
        take(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?);
    }
    let mut messages =
        c.prepare_cached("SELECT blocks FROM messages WHERE conversation_id = ?1")?;
    let mut rows = messages.query([id.key()])?;
    while let Some(row) = rows.next()? {
        let blocks = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
        let blocks: Vec<ContentBlock> = serde_json::from_str(blocks)?;
        texts(&blocks).for_each(&mut take);
    }
    Ok(said)
}
