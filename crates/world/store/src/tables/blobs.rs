//! Blobs: bytes that conversations hold, by their content, in pieces.
//!
//! Bytes arrive piece by piece, so that no more than one is in memory. Their hash is only known at
//! the end; what breaks off before is a blob without one, which the next start removes. Bytes that
//! were there already are kept once.

use atelier_vocabulary::{ContentBlock, MessageId};
use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;
use std::collections::HashSet;
use std::io::{Read as _, Write as _};

use super::column::Key;
use super::erasing::erasing;
use crate::StoreError;

/// How many bytes a piece has; the last has fewer.
pub const PIECE_BYTES: usize = 256 << 10;
/// How long bytes stay that nothing refers to, in ms: somebody may be about to.
const GRACE: i64 = 60 * 60 * 1000;

/// Bytes that are still arriving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arriving(i64);

/// Begins to take bytes in.
pub fn begin(c: &Connection, now: i64) -> Result<Arriving, StoreError> {
    c.prepare_cached("INSERT INTO blobs (hash, bytes, created_at) VALUES (NULL, 0, ?1)")?
        .execute([now])?;
    Ok(Arriving(c.last_insert_rowid()))
}

/// Takes a piece in, of at most [`PIECE_BYTES`]; all but the last have as many.
pub fn append(
    c: &Connection,
    arriving: Arriving,
    seq: u32,
    piece: &[u8],
) -> Result<(), StoreError> {
    let packed = pack(piece);
    let bytes = packed.as_deref().unwrap_or(piece);
    c.prepare_cached(
        "INSERT INTO blob_pieces (blob_id, seq, packed, bytes) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![arriving.0, seq, packed.is_some(), bytes])?;
    Ok(())
}

/// Names the bytes that have arrived by their hash. Where they were there already, they are kept once.
pub fn finish(
    c: &Connection,
    arriving: Arriving,
    hash: &str,
    bytes: u64,
    now: i64,
) -> Result<(), StoreError> {
    let known = c
        .prepare_cached("UPDATE blobs SET created_at = max(created_at, ?2) WHERE hash = ?1")?
        .execute(params![hash, now])?;
    if known > 0 {
        return abandon(c, arriving);
    }
    let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
    c.prepare_cached("UPDATE blobs SET hash = ?2, bytes = ?3 WHERE id = ?1")?
        .execute(params![arriving.0, hash, bytes])?;
    Ok(())
}

/// Forgets bytes that did not arrive whole.
pub fn abandon(c: &Connection, arriving: Arriving) -> Result<(), StoreError> {
    c.prepare_cached("DELETE FROM blobs WHERE id = ?1")?.execute([arriving.0])?;
    Ok(())
}

/// Forgets everything that did not arrive whole, such as what a kill cut off.
pub fn abandon_all(c: &Connection) -> Result<(), StoreError> {
    c.execute("DELETE FROM blobs WHERE hash IS NULL", [])?;
    Ok(())
}

/// How many bytes a blob has; none where there is no such blob.
pub fn size(c: &Connection, hash: &str) -> Result<Option<u64>, StoreError> {
    let mut statement = c.prepare_cached("SELECT bytes FROM blobs WHERE hash = ?1")?;
    let bytes: Option<i64> = statement.query_row([hash], |row| row.get(0)).optional()?;
    Ok(bytes.and_then(|bytes| u64::try_from(bytes).ok()))
}

/// Reads a piece, counted from 0; none beyond the last.
pub fn piece(c: &Connection, hash: &str, seq: u32) -> Result<Option<Vec<u8>>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT packed, blob_pieces.bytes FROM blob_pieces JOIN blobs ON blobs.id = blob_id
         WHERE hash = ?1 AND seq = ?2",
    )?;
    let found: Option<(bool, Vec<u8>)> =
        statement.query_row(params![hash, seq], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let Some((packed, bytes)) = found else { return Ok(None) };
    if !packed {
        return Ok(Some(bytes));
    }
    let mut piece = Vec::new();
    let limit = u64::try_from(PIECE_BYTES).unwrap_or(u64::MAX);
    DeflateDecoder::new(bytes.as_slice())
        .take(limit)
        .read_to_end(&mut piece)
        .map_err(|source| StoreError::Io { path: None, source: Box::new(source) })?;
    Ok(Some(piece))
}

/// Notes which blobs a message needs, in place of what was noted. Whoever writes the blocks of a
/// message calls this in the same transaction.
pub fn refer(
    c: &Connection,
    message: MessageId,
    blocks: &[ContentBlock],
) -> Result<(), StoreError> {
    c.prepare_cached("DELETE FROM blob_uses WHERE message_id = ?1")?.execute([message.key()])?;
    let hashes: HashSet<&str> = blocks.iter().flat_map(hashes).collect();
    for hash in hashes {
        c.prepare_cached("INSERT OR IGNORE INTO blob_uses (message_id, hash) VALUES (?1, ?2)")?
            .execute(params![message.key(), hash])?;
    }
    Ok(())
}

/// The blobs that nothing is known to refer to, and that are old enough for nobody to be about to.
/// A message may refer to one all the same: see [`referred`].
pub fn unused(c: &Connection, now: i64) -> Result<Vec<String>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT hash FROM blobs WHERE hash IS NOT NULL AND created_at < ?1
           AND NOT EXISTS (SELECT 1 FROM blob_uses WHERE blob_uses.hash = blobs.hash)
           AND NOT EXISTS (SELECT 1 FROM attachments
                           WHERE attachments.hash = blobs.hash OR text_hash = blobs.hash)",
    )?;
    let unused = statement.query_map([now.saturating_sub(GRACE)], |row| row.get(0))?;
    Ok(unused.collect::<rusqlite::Result<_>>()?)
}

/// The blobs that the messages refer to, read from the messages themselves, all of them.
pub fn referred(c: &Connection) -> Result<HashSet<String>, StoreError> {
    let mut statement =
        c.prepare_cached("SELECT blocks FROM messages WHERE instr(blocks, '\"attachment\"') > 0")?;
    let mut rows = statement.query([])?;
    let mut found = HashSet::new();
    while let Some(row) = rows.next()? {
        let blocks: Vec<ContentBlock> = super::column::json(row, "blocks")?;
        found.extend(blocks.iter().flat_map(hashes).map(str::to_owned));
    }
    Ok(found)
}

/// Removes a blob for good, if still nothing is known to refer to it. Returns how many bytes it had.
pub fn remove(c: &Connection, hash: &str, now: i64) -> Result<Option<u64>, StoreError> {
    let bytes: Option<i64> = erasing(c, || {
        let mut statement = c.prepare_cached(
            "DELETE FROM blobs WHERE hash = ?1 AND created_at < ?2
               AND NOT EXISTS (SELECT 1 FROM blob_uses WHERE blob_uses.hash = blobs.hash)
               AND NOT EXISTS (SELECT 1 FROM attachments
                               WHERE attachments.hash = blobs.hash OR text_hash = blobs.hash)
             RETURNING bytes",
        )?;
        let row = params![hash, now.saturating_sub(GRACE)];
        Ok(statement.query_row(row, |row| row.get(0)).optional()?)
    })?;
    Ok(bytes.and_then(|bytes| u64::try_from(bytes).ok()))
}

/// The blobs that a block needs.
fn hashes(block: &ContentBlock) -> impl Iterator<Item = &str> {
    let source = block.raw().get("source").and_then(Value::as_object);
    let source = source.filter(|it| it.get("type").and_then(Value::as_str) == Some("attachment"));
    ["hash", "text_hash"].into_iter().filter_map(move |name| source?.get(name)?.as_str())
}

/// A piece as it is packed, where that makes it a good deal smaller.
fn pack(piece: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(piece).ok()?;
    encoder.finish().ok().filter(|packed| packed.len() < piece.len() / 8 * 7)
}

#[cfg(test)]
mod tests;
