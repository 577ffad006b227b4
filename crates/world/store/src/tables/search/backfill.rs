//! Making findable what was there before there was an index: the newest first, a few at a time.

use atelier_vocabulary::{ConversationId, Message};
use rusqlite::{Connection, OptionalExtension, params};

use super::{insert_message, insert_title};
use crate::StoreError;
use crate::tables::{column, messages};

/// Makes up to `most` of the messages and titles that still wait findable, the newest first. Returns
/// whether some are left. To be called in a transaction, again and again.
pub fn backfill(c: &Connection, most: u32) -> Result<bool, StoreError> {
    if let Some(before) = waiting(c, "messages_wait")? {
        let batch = older(c, before, most)?;
        let last = batch.last().map(|message| uuid::Uuid::from(message.id).into_bytes());
        // Within a batch the numbers rise, as the index wants them.
        let mut number = below(c, batch.len())?;
        for message in batch.iter().rev() {
            number += 1;
            if is_absent(c, message)? {
                insert_message(c, number, message)?;
            }
        }
        c.prepare_cached("UPDATE search_state SET messages_wait = ?1")?.execute([last])?;
        return Ok(true);
    }
    let Some(before) = waiting(c, "titles_wait")? else { return Ok(false) };
    let titles = titles(c, before, most)?;
    let last = titles.last().map(|(id, ..)| uuid::Uuid::from(*id).into_bytes());
    let mut number = below(c, titles.len())?;
    for (id, title, created_at) in titles.iter().rev() {
        number += 1;
        insert_title(c, number, *id, title, *created_at)?;
    }
    c.prepare_cached("UPDATE search_state SET titles_wait = ?1")?.execute([last])?;
    Ok(last.is_some())
}

/// Whether nothing waits to be made findable.
pub fn is_whole(c: &Connection) -> Result<bool, StoreError> {
    Ok(waiting(c, "messages_wait")?.is_none() && waiting(c, "titles_wait")?.is_none())
}

fn waiting(c: &Connection, column: &'static str) -> Result<Option<[u8; 16]>, StoreError> {
    let query = format!("SELECT {column} FROM search_state");
    Ok(c.prepare_cached(&query)?.query_row([], |row| row.get(0))?)
}

/// Takes so many numbers below all that are in use, and returns the one before the lowest of them.
fn below(c: &Connection, count: usize) -> Result<i64, StoreError> {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let take = "UPDATE search_state SET lowest_number = lowest_number - ?1 RETURNING lowest_number";
    Ok(c.prepare_cached(take)?.query_row([count], |row| row.get(0))?)
}

/// Messages that are older than one, the newest first.
fn older(c: &Connection, before: [u8; 16], most: u32) -> Result<Vec<Message>, StoreError> {
    let mut statement =
        c.prepare_cached("SELECT * FROM messages WHERE id < ?1 ORDER BY id DESC LIMIT ?2")?;
    let mut rows = statement.query(params![before, most])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(messages::read(row)?);
    }
    Ok(found)
}

/// What was changed or added meanwhile is in the index already; what still arrives comes at its end.
fn is_absent(c: &Connection, message: &Message) -> Result<bool, StoreError> {
    if message.state == atelier_vocabulary::MessageState::Streaming {
        return Ok(false);
    }
    let known: Option<i64> = c
        .prepare_cached("SELECT number FROM search_documents WHERE message_id = ?1")?
        .query_row([column::Key::key(message.id)], |row| row.get(0))
        .optional()?;
    Ok(known.is_none())
}

/// Titles of conversations with lower ids, without those in the index.
fn titles(
    c: &Connection,
    before: [u8; 16],
    most: u32,
) -> Result<Vec<(ConversationId, String, i64)>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT id, created_at,
           CASE WHEN EXISTS (SELECT 1 FROM search_documents AS d
             WHERE d.conversation_id = c.id AND d.message_id IS NULL) THEN '' ELSE title END AS title
         FROM conversations AS c WHERE id < ?1 ORDER BY id DESC LIMIT ?2",
    )?;
    let read = |row: &rusqlite::Row<'_>| {
        Ok((column::id(row, "id")?, row.get("title")?, row.get("created_at")?))
    };
    let titles = statement.query_map(params![before, most], read)?;
    Ok(titles.collect::<rusqlite::Result<_>>()?)
}
