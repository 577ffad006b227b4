//! Patterns: what was learned, as records. What finds them is made of these, elsewhere.

use atelier_vocabulary::{ConversationId, Page, Pattern, PatternId, PatternScope};
use rusqlite::{Connection, Row, params};
use uuid::Uuid;

use super::{
    column::{self, Key},
    erasing::erasing,
    paging,
};
use crate::StoreError;

/// What a pattern is read from.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, conversation_id, project, message, response, score, source, wins, losses,
               repeats, last_used_at, pinned, suspended, created_at
             FROM patterns ",
            $rest
        )
    };
}

/// The query for a page.
pub(crate) const LIST: &str =
    select!("WHERE (created_at, id) < (?1, ?2) ORDER BY created_at DESC, id DESC LIMIT ?3");

/// Keeps a pattern as it now is, known or new.
pub fn set(c: &Connection, pattern: &Pattern) -> Result<(), StoreError> {
    let (conversation, project) = match &pattern.scope {
        PatternScope::Global => (None, None),
        PatternScope::Project { name } => (None, Some(name.as_str())),
        PatternScope::Conversation { id } => (Some(id.key()), None),
    };
    c.prepare_cached(
        "INSERT INTO patterns (id, conversation_id, project, message, response, score, source,
           wins, losses, repeats, last_used_at, pinned, suspended, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
         ON CONFLICT (id) DO UPDATE SET score = excluded.score, source = excluded.source,
           wins = excluded.wins, losses = excluded.losses, repeats = excluded.repeats,
           last_used_at = excluded.last_used_at, pinned = excluded.pinned,
           suspended = excluded.suspended, created_at = excluded.created_at",
    )?
    .execute(params![
        pattern.id.key(),
        conversation,
        project,
        pattern.message,
        pattern.response,
        f64::from(pattern.score),
        column::to_word(&pattern.source)?,
        pattern.wins,
        pattern.losses,
        pattern.repeats,
        pattern.last_used_at,
        pattern.pinned,
        pattern.suspended,
        pattern.created_at,
    ])?;
    Ok(())
}

/// Keeps a pattern that was learned; one that is known counts as learned again, and as having
/// helped. Returns it as it then is.
///
/// Nothing is kept, and none returned, where the conversation that it belongs to is gone.
pub fn learn(c: &Connection, pattern: &Pattern) -> Result<Option<Pattern>, StoreError> {
    if let PatternScope::Conversation { id } = &pattern.scope
        && !is_conversation(c, *id)?
    {
        return Ok(None);
    }
    let kept = match get(c, pattern.id)? {
        None => pattern.clone(),
        Some(known) => Pattern {
            wins: known.wins.saturating_add(1),
            repeats: known.repeats.saturating_add(1),
            last_used_at: known.last_used_at.max(Some(pattern.created_at)),
            ..known
        },
    };
    set(c, &kept)?;
    Ok(Some(kept))
}

/// Reads a pattern.
pub fn get(c: &Connection, id: PatternId) -> Result<Option<Pattern>, StoreError> {
    let mut statement = c.prepare_cached(select!("WHERE id = ?1"))?;
    let mut rows = statement.query([id.key()])?;
    rows.next()?.map(read).transpose()
}

/// Hands over every pattern, first learned first, without holding them all.
pub fn each(c: &Connection, mut take: impl FnMut(Pattern)) -> Result<(), StoreError> {
    let mut statement = c.prepare_cached(select!("ORDER BY created_at, id"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        take(read(row)?);
    }
    Ok(())
}

/// Lists patterns, last learned first.
///
/// Errors: [`StoreError::BadCursor`] for a cursor that no page ended with.
pub fn list(c: &Connection, cursor: Option<&str>, limit: u32) -> Result<Page<Pattern>, StoreError> {
    let (created_at, id) = paging::begin(cursor)?;
    let mut statement = c.prepare_cached(LIST)?;
    let rows = statement.query(params![created_at, id, paging::wanted(limit)])?;
    paging::page(rows, limit, read, |it| (it.created_at, it.id))
}

/// Forgets patterns, and returns how many there were. What they said is overwritten in the file.
pub fn delete(c: &Connection, ids: &[PatternId]) -> Result<u64, StoreError> {
    erasing(c, || {
        let mut statement = c.prepare_cached("DELETE FROM patterns WHERE id = ?1")?;
        let mut gone = 0;
        for id in ids {
            gone += statement.execute([id.key()])? as u64;
        }
        Ok(gone)
    })
}

/// Forgets every pattern, and returns how many there were. What they said is overwritten in the file.
pub fn delete_all(c: &Connection) -> Result<u64, StoreError> {
    erasing(c, || Ok(c.execute("DELETE FROM patterns", [])? as u64))
}

/// Whether there is a conversation of this id, in the trash or out of it.
pub fn is_conversation(c: &Connection, id: ConversationId) -> Result<bool, StoreError> {
    let mut statement = c.prepare_cached("SELECT 1 FROM conversations WHERE id = ?1")?;
    Ok(statement.exists([id.key()])?)
}

/// Reads a row of [`select!`].
fn read(row: &Row<'_>) -> Result<Pattern, StoreError> {
    let conversation = column::id_or_none(row, "conversation_id")?;
    let project: Option<String> = row.get("project")?;
    let scope = match (conversation, project) {
        (Some(id), _) => PatternScope::Conversation { id },
        (None, Some(name)) => PatternScope::Project { name },
        (None, None) => PatternScope::Global,
    };
    #[expect(clippy::cast_possible_truncation, reason = "it was single before it was stored")]
    let went = row.get::<_, f64>("score")? as f32;
    Ok(Pattern {
        id: column::id::<PatternId>(row, "id")?,
        scope,
        message: row.get("message")?,
        response: row.get("response")?,
        score: went,
        source: column::word(row, "source")?,
        wins: row.get("wins")?,
        losses: row.get("losses")?,
        repeats: row.get("repeats")?,
        last_used_at: row.get("last_used_at")?,
        pinned: row.get("pinned")?,
        suspended: row.get("suspended")?,
        created_at: row.get("created_at")?,
    })
}

impl Key for PatternId {
    fn key(self) -> [u8; 16] {
        Uuid::from(self).into_bytes()
    }
}

#[cfg(test)]
mod tests;
