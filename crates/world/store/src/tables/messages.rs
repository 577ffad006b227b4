//! Messages: a tree for each conversation.

use atelier_vocabulary::{
    ContentBlock, ConversationId, FromCache, Message, MessageFailure, MessageId, MessageState,
    Page, StopReason, Usage,
};
use rusqlite::{Connection, OptionalExtension, Row, named_params, params};

use super::blobs;
use super::column::{self, Key};
use super::{conversations, search};
use crate::StoreError;

/// Walks up the tree from `:start` for `:limit` steps, by primary key alone, oldest first.
pub(crate) const BRANCH: &str = "
    WITH RECURSIVE branch (id, depth) AS (
      SELECT :start, 1
      UNION ALL
      SELECT m.parent_id, depth + 1 FROM branch JOIN messages AS m ON m.id = branch.id
        WHERE m.parent_id IS NOT NULL AND depth < :limit
    )
    SELECT m.* FROM branch CROSS JOIN messages AS m ON m.id = branch.id ORDER BY depth DESC";

/// How a message ended.
#[derive(Clone, Debug)]
pub struct MessageEnd<'a> {
    /// How far it got; not `Streaming`.
    pub state: MessageState,
    /// What is said, whole.
    pub blocks: &'a [ContentBlock],
    /// The model that answered; none keeps what is stored.
    pub model: Option<&'a str>,
    /// Why the model stopped.
    pub stop_reason: Option<&'a StopReason>,
    /// The tokens it took.
    pub usage: Option<Usage>,
    /// The same as JSON, exactly as the API sent it.
    pub raw_usage: Option<&'a str>,
    /// What it cost, in billionths of a US dollar; none where the price is unknown.
    pub cost_nano_usd: Option<i64>,
    /// Where the answer came from, where nobody was asked for it.
    pub from_cache: Option<FromCache>,
    /// The API's own id for the request.
    pub request_id: Option<&'a str>,
    /// Why it failed, where it did.
    pub failure: Option<&'a MessageFailure>,
    /// When it ended.
    pub completed_at: i64,
}

/// Adds a message. The count, the cost and the time of its conversation follow; its head does not.
pub fn insert(c: &Connection, message: &Message) -> Result<(), StoreError> {
    c.prepare_cached(
        "INSERT INTO messages (id, conversation_id, parent_id, role, state, blocks, model,
           stop_reason, usage, cost_nano_usd, simulated, request_id, failure, created_at,
           completed_at, from_cache)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
    )?
    .execute(params![
        message.id.key(),
        message.conversation_id.key(),
        message.parent_id.map(Key::key),
        column::to_word(&message.role)?,
        column::to_word(&message.state)?,
        serde_json::to_string(&message.blocks)?,
        message.model,
        message.stop_reason.as_ref().map(|reason| reason.0.as_str()),
        column::to_json_or_null(message.usage.as_ref())?,
        message.cost_nano_usd,
        message.simulated,
        message.request_id,
        column::to_json_or_null(message.failure.as_ref())?,
        message.created_at,
        message.completed_at,
        column::to_json_or_null(message.from_cache.as_ref())?,
    ])?;
    blobs::refer(c, message.id, &message.blocks)?;
    c.prepare_cached(
        "UPDATE conversations SET message_count = message_count + 1,
           cost_nano_usd = cost_nano_usd + ?2, updated_at = max(updated_at, ?3) WHERE id = ?1",
    )?
    .execute(params![
        message.conversation_id.key(),
        message.cost_nano_usd.unwrap_or(0),
        message.created_at,
    ])?;
    search::put_message(c, message)
}

/// Reads a message.
pub fn get(c: &Connection, id: MessageId) -> Result<Option<Message>, StoreError> {
    let mut statement = c.prepare_cached("SELECT * FROM messages WHERE id = ?1")?;
    let mut rows = statement.query([id.key()])?;
    rows.next()?.map(read).transpose()
}

/// Reads the newest messages of the branch that is shown, or those before `before`, oldest first.
///
/// It walks from message to parent, so it takes as long as the page is, not the conversation. An
/// unknown conversation, and a `before` that is not one of its messages, give an empty page.
pub fn branch(
    c: &Connection,
    conversation: ConversationId,
    before: Option<MessageId>,
    limit: u32,
) -> Result<Page<Message>, StoreError> {
    let start = match before {
        None => conversations::head(c, conversation)?,
        Some(before) => get(c, before)?
            .filter(|message| message.conversation_id == conversation)
            .and_then(|message| message.parent_id)
            .map(Key::key),
    };
    let Some(start) = start.filter(|_| limit > 0) else {
        return Ok(Page { items: Vec::new(), next_cursor: None });
    };
    let items = walk(c, start, i64::from(limit))?;
    let next_cursor =
        items.first().filter(|oldest| oldest.parent_id.is_some()).map(|m| m.id.to_string());
    Ok(Page { items, next_cursor })
}

/// Reads every message from the root of the tree to `head`, oldest first; none where it is unknown.
pub fn path_to(c: &Connection, head: MessageId) -> Result<Vec<Message>, StoreError> {
    walk(c, head.key(), i64::MAX)
}

/// Reads the messages that follow a message directly, oldest first, those deleted left out.
pub fn children(
    c: &Connection,
    conversation: ConversationId,
    parent: MessageId,
) -> Result<Vec<Message>, StoreError> {
    let mut statement = c.prepare_cached(super::branches::SIBLINGS)?;
    let ids: Vec<MessageId> = statement
        .query_map(params![conversation.key(), parent.key()], |row| column::id(row, "id"))?
        .collect::<rusqlite::Result<_>>()?;
    ids.into_iter().filter_map(|id| get(c, id).transpose()).collect()
}

/// Ends a message: its content becomes whole, its deltas go, and the cost and the time of its
/// conversation follow. Returns the message as it then is, or none where there is none of that id.
pub fn finish(
    c: &Connection,
    id: MessageId,
    end: &MessageEnd<'_>,
) -> Result<Option<Message>, StoreError> {
    let earlier_cost: Option<i64> = c
        .prepare_cached("SELECT coalesce(cost_nano_usd, 0) FROM messages WHERE id = ?1")?
        .query_row([id.key()], |row| row.get(0))
        .optional()?;
    let Some(earlier_cost) = earlier_cost else { return Ok(None) };
    c.prepare_cached(
        "UPDATE messages SET state = ?2, blocks = ?3, model = coalesce(?4, model),
           stop_reason = ?5, usage = ?6, raw_usage = ?7, cost_nano_usd = ?8,
           request_id = coalesce(?9, request_id), failure = ?10, completed_at = ?11,
           from_cache = ?12
         WHERE id = ?1",
    )?
    .execute(params![
        id.key(),
        column::to_word(&end.state)?,
        serde_json::to_string(end.blocks)?,
        end.model,
        end.stop_reason.map(|reason| reason.0.as_str()),
        column::to_json_or_null(end.usage.as_ref())?,
        end.raw_usage,
        end.cost_nano_usd,
        end.request_id,
        column::to_json_or_null(end.failure)?,
        end.completed_at,
        column::to_json_or_null(end.from_cache.as_ref())?,
    ])?;
    c.prepare_cached("DELETE FROM deltas WHERE message_id = ?1")?.execute([id.key()])?;
    blobs::refer(c, id, end.blocks)?;
    c.prepare_cached(
        "UPDATE conversations SET cost_nano_usd = cost_nano_usd + ?2,
           updated_at = max(updated_at, ?3)
         WHERE id = (SELECT conversation_id FROM messages WHERE id = ?1)",
    )?
    .execute(params![
        id.key(),
        end.cost_nano_usd.unwrap_or(0) - earlier_cost,
        end.completed_at,
    ])?;
    super::spending::of_message(c, id, end.completed_at)?;
    let finished = get(c, id)?;
    if let Some(message) = &finished {
        search::put_message(c, message)?;
    }
    Ok(finished)
}

/// The tokens a message took, as JSON, exactly as the API sent it.
pub fn raw_usage(c: &Connection, id: MessageId) -> Result<Option<String>, StoreError> {
    let mut statement = c.prepare_cached("SELECT raw_usage FROM messages WHERE id = ?1")?;
    Ok(statement.query_row([id.key()], |row| row.get(0)).optional()?.flatten())
}

/// Reads up to `limit` messages, from `start` to its parents, oldest first.
fn walk(c: &Connection, start: [u8; 16], limit: i64) -> Result<Vec<Message>, StoreError> {
    let mut statement = c.prepare_cached(BRANCH)?;
    let mut rows = statement.query(named_params! { ":start": start, ":limit": limit })?;
    let mut items = Vec::new();
    while let Some(row) = rows.next()? {
        items.push(read(row)?);
    }
    Ok(items)
}

/// Reads a row of `messages`.
pub(super) fn read(row: &Row<'_>) -> Result<Message, StoreError> {
    Ok(Message {
        id: column::id(row, "id")?,
        conversation_id: column::id(row, "conversation_id")?,
        parent_id: column::id_or_none(row, "parent_id")?,
        role: column::word(row, "role")?,
        blocks: column::json(row, "blocks")?,
        state: column::word(row, "state")?,
        model: row.get("model")?,
        stop_reason: row.get::<_, Option<String>>("stop_reason")?.map(StopReason),
        usage: column::json_or_none(row, "usage")?,
        cost_nano_usd: row.get("cost_nano_usd")?,
        simulated: row.get("simulated")?,
        from_cache: column::json_or_none(row, "from_cache")?,
        request_id: row.get("request_id")?,
        failure: column::json_or_none(row, "failure")?,
        created_at: row.get("created_at")?,
        completed_at: row.get("completed_at")?,
    })
}
