//! What is found by its words: the index of messages and titles, kept in the transactions that change
//! these, and filled in afterwards for what was there before.

mod backfill;
mod conditions;
mod expression;
mod find;
mod forget;
mod rank;
mod shown;
mod within;

use atelier_search::line_of_words;
use atelier_vocabulary::{ContentBlock, ConversationId, Message, MessageId, MessageState};
use rusqlite::{Connection, params};

use super::column::{self, Key};
use crate::StoreError;

pub use backfill::{backfill, is_whole};
pub use find::find;
pub(super) use forget::forget;
pub use forget::purge;
pub use within::within;

/// A block of code, among what a message holds.
const CODE: i64 = 1;
/// A picture.
const IMAGE: i64 = 2;
/// A document.
const DOCUMENT: i64 = 4;
/// A request for a tool, or what one returned.
const TOOL: i64 = 8;

/// The shortest and the longest word, in characters, that is found for others like it.
const LIKENED: std::ops::RangeInclusive<usize> = 4..=24;

/// Makes a message findable as it now is, once nothing more of it arrives.
pub(super) fn put_message(c: &Connection, message: &Message) -> Result<(), StoreError> {
    if message.state == MessageState::Streaming {
        return Ok(());
    }
    remove(c, Subject::Message(message.id))?;
    let number = next_number(c)?;
    insert_message(c, number, message)
}

/// Makes a title findable instead of the one before.
pub(super) fn put_title(
    c: &Connection,
    id: ConversationId,
    title: &str,
    created_at: i64,
) -> Result<(), StoreError> {
    remove(c, Subject::Title(id))?;
    let number = next_number(c)?;
    insert_title(c, number, id, title, created_at)
}

/// What a document is.
#[derive(Clone, Copy)]
enum Subject {
    Message(MessageId),
    Title(ConversationId),
}

fn remove(c: &Connection, subject: Subject) -> Result<(), StoreError> {
    let (query, key) = match subject {
        Subject::Message(id) => {
            ("DELETE FROM search_documents WHERE message_id = ?1 RETURNING number", id.key())
        }
        Subject::Title(id) => (
            "DELETE FROM search_documents WHERE conversation_id = ?1 AND message_id IS NULL
             RETURNING number",
            id.key(),
        ),
    };
    let mut statement = c.prepare_cached(query)?;
    let numbers: Vec<i64> =
        statement.query_map([key], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for number in numbers {
        c.prepare_cached("DELETE FROM search_index WHERE rowid = ?1")?.execute([number])?;
    }
    Ok(())
}

fn insert_message(c: &Connection, number: i64, message: &Message) -> Result<(), StoreError> {
    let words = line_of_words(texts(&message.blocks));
    let holds = holds(&message.blocks);
    if words.is_empty() && holds == 0 {
        return Ok(());
    }
    c.prepare_cached(
        "INSERT INTO search_documents
           (number, conversation_id, message_id, role, model, holds, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        number,
        message.conversation_id.key(),
        message.id.key(),
        column::to_word(&message.role)?,
        message.model,
        holds,
        message.created_at,
    ])?;
    insert_words(c, number, &words)
}

fn insert_title(
    c: &Connection,
    number: i64,
    id: ConversationId,
    title: &str,
    created_at: i64,
) -> Result<(), StoreError> {
    let words = line_of_words(std::iter::once(title));
    if words.is_empty() {
        return Ok(());
    }
    c.prepare_cached(
        "INSERT INTO search_documents (number, conversation_id, holds, created_at)
         VALUES (?1, ?2, 0, ?3)",
    )?
    .execute(params![number, id.key(), created_at])?;
    insert_words(c, number, &words)
}

fn insert_words(c: &Connection, number: i64, words: &str) -> Result<(), StoreError> {
    c.prepare_cached("INSERT INTO search_index (rowid, words) VALUES (?1, ?2)")?
        .execute(params![number, words])?;
    let mut known = c.prepare_cached(
        "INSERT OR IGNORE INTO search_words (first, letters, word) VALUES (?1, ?2, ?3)",
    )?;
    let mut distinct: Vec<&str> = words.split(' ').filter(|word| is_likened(word)).collect();
    distinct.sort_unstable();
    distinct.dedup();
    for word in distinct {
        let (first, letters) = key_of(word);
        known.execute(params![first, letters, word])?;
    }
    Ok(())
}

/// Whether a word is found for others like it: numbers and the words of scripts without spaces are not.
fn is_likened(word: &str) -> bool {
    word.len() <= 64
        && LIKENED.contains(&word.chars().count())
        && word.chars().all(|it| it.is_alphabetic() && !atelier_search::is_unspaced(it))
}

/// How a word begins, and how long it is.
fn key_of(word: &str) -> (u32, i64) {
    let letters = i64::try_from(word.chars().count()).unwrap_or(i64::MAX);
    (word.chars().next().map_or(0, u32::from), letters)
}

fn next_number(c: &Connection) -> Result<i64, StoreError> {
    let next = "UPDATE search_state SET next_number = next_number + 1 RETURNING next_number";
    Ok(c.prepare_cached(next)?.query_row([], |row| row.get(0))?)
}

/// The texts of a message.
fn texts(blocks: &[ContentBlock]) -> impl Iterator<Item = &str> {
    blocks.iter().filter_map(ContentBlock::as_text)
}

/// What a message holds besides words.
fn holds(blocks: &[ContentBlock]) -> i64 {
    blocks.iter().fold(0, |held, block| {
        held | match block.kind() {
            "text" if block.as_text().is_some_and(|text| text.contains("```")) => CODE,
            "image" => IMAGE,
            "document" => DOCUMENT,
            kind if kind.ends_with("tool_use") || kind.ends_with("tool_result") => TOOL,
            // Other kinds say nothing that is asked for.
            _ => 0,
        }
    })
}

#[cfg(test)]
mod tests;
