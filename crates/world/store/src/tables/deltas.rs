//! Deltas: what a streaming message has received, one row each, until its end.

use std::collections::BTreeMap;

use atelier_vocabulary::{BlockPart, ContentBlock, MessageId};
use rusqlite::{Connection, params};
use serde_json::{Map, Value};

use super::column::{self, Key};
use crate::StoreError;

/// The field in which an unfinished tool request keeps the part of its input that had arrived.
pub const PARTIAL_INPUT: &str = "partial_input";

/// Something that a streaming message received.
#[derive(Clone, Debug, PartialEq)]
pub enum Delta {
    /// A block began.
    Started {
        /// Its place in the message.
        index: u32,
        /// The block, as far as it goes.
        block: ContentBlock,
    },
    /// A block grew.
    Grew {
        /// Its place in the message.
        index: u32,
        /// What grew.
        part: BlockPart,
        /// The addition.
        text: String,
    },
    /// A block is whole, exactly as the API has it.
    Completed {
        /// Its place in the message.
        index: u32,
        /// The block.
        block: ContentBlock,
    },
}

/// Adds deltas to a message, in order, after those it has.
pub fn append(c: &Connection, message: MessageId, deltas: &[Delta]) -> Result<(), StoreError> {
    let mut statement = c.prepare_cached(
        "INSERT INTO deltas (message_id, seq, block_index, part, text)
         SELECT ?1, coalesce(max(seq), 0) + 1, ?2, ?3, ?4 FROM deltas WHERE message_id = ?1",
    )?;
    for delta in deltas {
        match delta {
            Delta::Started { index, block } => {
                let block = serde_json::to_string(block)?;
                statement.execute(params![message.key(), index, "started", block])?;
            }
            Delta::Grew { index, part, text } => {
                statement.execute(params![message.key(), index, part_word(*part), text])?;
            }
            Delta::Completed { index, block } => {
                let block = serde_json::to_string(block)?;
                statement.execute(params![message.key(), index, "completed", block])?;
            }
        }
    }
    Ok(())
}

/// Folds the deltas of a message into the blocks that had arrived, in the order of their places.
///
/// The input of a tool request is JSON only when it is whole; until then its text stands in the
/// field [`PARTIAL_INPUT`] beside the input that the block began with.
pub fn fold(c: &Connection, message: MessageId) -> Result<Vec<ContentBlock>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT block_index, part, text FROM deltas WHERE message_id = ?1 ORDER BY seq",
    )?;
    let mut rows = statement.query([message.key()])?;
    let mut blocks: BTreeMap<u32, Growing> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let growing = blocks.entry(row.get(0)?).or_default();
        let text: String = row.get(2)?;
        match row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)? {
            "text" => growing.text.push_str(&text),
            "thinking" => growing.thinking.push_str(&text),
            "input" => growing.input.push_str(&text),
            // `started` and `completed`, as the table checks; the later one holds all before it.
            _ => *growing = Growing { start: serde_json::from_str(&text)?, ..Growing::default() },
        }
    }
    Ok(blocks.into_values().map(Growing::into_block).collect())
}

/// Ends every message that is still streaming as incomplete, with what had arrived. Returns how many.
pub fn recover(c: &Connection, now: i64) -> Result<u32, StoreError> {
    let mut statement = c.prepare("SELECT id FROM messages WHERE state = 'streaming'")?;
    let streaming: Vec<MessageId> =
        statement.query_map([], |row| column::id(row, "id"))?.collect::<rusqlite::Result<_>>()?;
    for message in &streaming {
        let blocks = serde_json::to_string(&fold(c, *message)?)?;
        c.execute(
            "UPDATE messages SET state = 'incomplete', blocks = ?2, completed_at = ?3
             WHERE id = ?1",
            params![message.key(), blocks, now],
        )?;
        super::spending::of_message(c, *message, now)?;
        if let Some(ended) = super::messages::get(c, *message)? {
            super::search::put_message(c, &ended)?;
        }
    }
    c.execute("DELETE FROM deltas", [])?;
    super::queue::recover(c)?;
    Ok(u32::try_from(streaming.len()).unwrap_or(u32::MAX))
}

/// A block that is still growing.
#[derive(Default)]
struct Growing {
    start: Map<String, Value>,
    text: String,
    thinking: String,
    input: String,
}

impl Growing {
    /// The block as far as it goes.
    fn into_block(self) -> ContentBlock {
        let mut block = self.start;
        for (field, more) in [("text", self.text), ("thinking", self.thinking)] {
            if more.is_empty() {
                continue;
            }
            block.entry("type").or_insert_with(|| Value::from(field));
            let so_far = block.get(field).and_then(Value::as_str).unwrap_or_default();
            let grown = format!("{so_far}{more}");
            block.insert(field.to_owned(), Value::from(grown));
        }
        if !self.input.is_empty() {
            match serde_json::from_str(&self.input) {
                Ok(input) => block.insert("input".to_owned(), input),
                Err(_) => block.insert(PARTIAL_INPUT.to_owned(), Value::from(self.input)),
            };
        }
        ContentBlock::from(block)
    }
}

/// How a part stands in its column.
fn part_word(part: BlockPart) -> &'static str {
    match part {
        BlockPart::Text => "text",
        BlockPart::Thinking => "thinking",
        BlockPart::Input => "input",
    }
}
