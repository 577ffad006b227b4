//! A conversation on its way from one store to another of the same version: the rows it is made of,
//! and the bytes they refer to.

use atelier_vocabulary::ConversationId;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};
use uuid::Uuid;

use super::column::Key;
use super::erasing::erasing;
use super::{conversations, messages, search};
use crate::StoreError;

/// The tables a conversation stands in, and which of their rows are its own, in the order in which they
/// were written where that matters. ?1 is its id, ?2 its id as a text.
pub(crate) const MOVED: &[(&str, &str)] = &[
    ("conversations", "id = ?1 AND ?2 = ?2"),
    ("messages", "conversation_id = ?1 AND ?2 = ?2 ORDER BY rowid"),
    ("deleted_messages", "conversation_id = ?1 AND ?2 = ?2"),
    ("answer_prefixes", "conversation_id = ?1 AND ?2 = ?2"),
    ("seen_heads", "conversation_id = ?1 AND ?2 = ?2"),
    ("context_marks", "conversation_id = ?1 AND ?2 = ?2"),
    ("summaries", "conversation_id = ?1 AND ?2 = ?2 ORDER BY id"),
    ("queued_messages", "conversation_id = ?1 AND ?2 = ?2"),
    ("conversation_budgets", "conversation_id = ?1 AND ?2 = ?2"),
    ("conversation_tags", "conversation_id = ?1 AND ?2 = ?2"),
    ("drafts", "?1 = ?1 AND key = ?2"),
    (
        "attachments",
        "draft = ?2 OR replace(draft, '-', '') IN
           (SELECT lower(hex(id)) FROM queued_messages WHERE conversation_id = ?1)",
    ),
    ("blob_uses", "?2 = ?2 AND message_id IN (SELECT id FROM messages WHERE conversation_id = ?1)"),
];

/// Tables whose first column only counts, and counts on from what is there.
const COUNTED: &[&str] = &["summaries"];

/// A conversation as the rows it is made of.
pub struct Parcel {
    id: ConversationId,
    tables: Vec<Extract>,
    blobs: Vec<Blob>,
}

/// What is taken of a table.
struct Extract {
    table: &'static str,
    columns: Vec<String>,
    rows: Vec<Vec<Value>>,
}

struct Blob {
    hash: String,
    bytes: i64,
    created_at: i64,
    /// The place, whether it is packed, and the bytes of each piece.
    pieces: Vec<(i64, bool, Vec<u8>)>,
}

/// Whether one of these ids is that of a conversation here, of a queued message, or of an attachment.
pub fn holds(c: &Connection, ids: &[Uuid]) -> Result<bool, StoreError> {
    let mut found = c.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM conversations WHERE id = ?1)
             OR EXISTS (SELECT 1 FROM queued_messages WHERE id = ?1)
             OR EXISTS (SELECT 1 FROM attachments WHERE id = ?1)",
    )?;
    for id in ids {
        if found.query_row([id.into_bytes()], |row| row.get(0))? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Reads a conversation as it is; none where there is none of that id.
pub fn pack(c: &Connection, id: ConversationId) -> Result<Option<Parcel>, StoreError> {
    if conversations::get(c, id)?.is_none() {
        return Ok(None);
    }
    let key = params![id.key(), id.to_string()];
    let mut tables = Vec::new();
    for (table, which) in MOVED {
        let mut statement = c.prepare(&format!("SELECT * FROM {table} WHERE {which}"))?;
        let skipped = usize::from(COUNTED.contains(table));
        let names = statement.column_names().skip(skipped);
        let columns: Vec<String> = names.map(str::to_owned).collect();
        let width = columns.len();
        let rows = statement.query_map(key, |row| {
            (0..width).map(|at| row.get(at + skipped)).collect::<rusqlite::Result<Vec<Value>>>()
        })?;
        let rows = rows.collect::<rusqlite::Result<_>>()?;
        tables.push(Extract { table, columns, rows });
    }
    Ok(Some(Parcel { id, tables, blobs: blobs_of(c, id)? }))
}

/// Writes a conversation down as it was read elsewhere, and makes it findable.
pub fn unpack(c: &Connection, parcel: &Parcel) -> Result<(), StoreError> {
    // Rows refer to each other both ways; the transaction ends with all of them there.
    c.execute_batch("PRAGMA defer_foreign_keys = ON")?;
    for blob in &parcel.blobs {
        put_blob(c, blob)?;
    }
    for Extract { table, columns, rows } in &parcel.tables {
        let places = vec!["?"; columns.len()].join(", ");
        let names = columns.join(", ");
        let mut insert = c.prepare(&format!("INSERT INTO {table} ({names}) VALUES ({places})"))?;
        for row in rows {
            insert.execute(params_from_iter(row))?;
        }
    }
    let Some(conversation) = conversations::get(c, parcel.id)? else { return Ok(()) };
    search::put_title(c, parcel.id, &conversation.title, conversation.created_at)?;
    for (id, _) in super::whole::tree(c, parcel.id)? {
        if let Some(message) = messages::get(c, id)? {
            search::put_message(c, &message)?;
        }
    }
    Ok(())
}

/// Removes a conversation with all that belongs to it, and the bytes that nothing else refers to.
/// Returns whether it was there.
pub fn remove(c: &Connection, id: ConversationId) -> Result<bool, StoreError> {
    if conversations::get(c, id)?.is_none() {
        return Ok(false);
    }
    erasing(c, || {
        let own = id.to_string();
        c.execute(
            "DELETE FROM attachments WHERE draft = ?2 OR replace(draft, '-', '') IN
               (SELECT lower(hex(id)) FROM queued_messages WHERE conversation_id = ?1)",
            params![id.key(), own],
        )?;
        conversations::erase_all_of(c, id)?;
        c.execute(
            "DELETE FROM blobs WHERE hash IS NOT NULL
               AND NOT EXISTS (SELECT 1 FROM blob_uses WHERE blob_uses.hash = blobs.hash)
               AND NOT EXISTS (SELECT 1 FROM attachments
                               WHERE attachments.hash = blobs.hash OR text_hash = blobs.hash)",
            [],
        )?;
        Ok(true)
    })
}

/// The bytes that a conversation and its draft refer to.
fn blobs_of(c: &Connection, id: ConversationId) -> Result<Vec<Blob>, StoreError> {
    let mut found = c.prepare(
        "SELECT id, hash, bytes, created_at FROM blobs WHERE hash IN (
           SELECT hash FROM blob_uses WHERE message_id IN
             (SELECT id FROM messages WHERE conversation_id = ?1)
           UNION SELECT hash FROM attachments WHERE draft = ?2
           UNION SELECT text_hash FROM attachments WHERE draft = ?2
           UNION SELECT a.hash FROM attachments AS a JOIN queued_messages AS q
             ON lower(hex(q.id)) = replace(a.draft, '-', '') WHERE q.conversation_id = ?1
           UNION SELECT a.text_hash FROM attachments AS a JOIN queued_messages AS q
             ON lower(hex(q.id)) = replace(a.draft, '-', '') WHERE q.conversation_id = ?1)",
    )?;
    let mut pieces =
        c.prepare("SELECT seq, packed, bytes FROM blob_pieces WHERE blob_id = ?1 ORDER BY seq")?;
    let mut blobs = Vec::new();
    let mut rows = found.query(params![id.key(), id.to_string()])?;
    while let Some(row) = rows.next()? {
        let number: i64 = row.get("id")?;
        let each = pieces.query_map([number], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        blobs.push(Blob {
            hash: row.get("hash")?,
            bytes: row.get("bytes")?,
            created_at: row.get("created_at")?,
            pieces: each.collect::<rusqlite::Result<_>>()?,
        });
    }
    Ok(blobs)
}

fn put_blob(c: &Connection, blob: &Blob) -> Result<(), StoreError> {
    let number: Option<i64> = c
        .prepare_cached(
            "INSERT INTO blobs (hash, bytes, created_at) VALUES (?1, ?2, ?3)
             ON CONFLICT (hash) DO NOTHING RETURNING id",
        )?
        .query_row(params![blob.hash, blob.bytes, blob.created_at], |row| row.get(0))
        .optional()?;
    // The same bytes are there already, where none is returned.
    let Some(number) = number else { return Ok(()) };
    let mut insert = c.prepare_cached(
        "INSERT INTO blob_pieces (blob_id, seq, packed, bytes) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for (seq, packed, bytes) in &blob.pieces {
        insert.execute(params![number, seq, packed, bytes])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
