//! What was found, as it is shown: grouped by conversation, with snippets.

use std::collections::HashMap;

use atelier_search::{Part, Wanted, snippet};
use atelier_vocabulary::{
    ContentBlock, Conversation, FoundConversation, FoundMessage, MessageId, Role, SearchResults,
    SnippetPart,
};
use rusqlite::Connection;
use uuid::Uuid;

use super::conditions::{Conditions, Document};
use super::texts;
use crate::StoreError;
use crate::tables::conversations;

/// How many messages of a conversation are shown.
const MESSAGES: usize = 3;
/// A title that holds what was looked for says more than a message.
const TITLE: f64 = 1.6;
/// How much more something of the last days is worth than something old.
const NEW: f64 = 0.3;
/// After so long it is worth about a third of that, in ms.
const FADES: f64 = 30.0 * 86_400_000.0;

/// Groups documents by conversation, the best first.
pub(super) fn grouped(
    c: &Connection,
    mut found: Vec<(Document, f64)>,
    wanted: &[Wanted],
    limit: usize,
    results: SearchResults,
) -> Result<SearchResults, StoreError> {
    let newest = found.iter().map(|(document, _)| document.created_at).max().unwrap_or(0);
    for (document, fit) in &mut found {
        *fit = weight(document, *fit, newest);
    }
    found.sort_by(|(one, fit), (other, than)| {
        than.total_cmp(fit).then(other.number.cmp(&one.number))
    });
    let mut order: Vec<[u8; 16]> = Vec::new();
    let mut groups: HashMap<[u8; 16], Vec<Document>> = HashMap::new();
    for (document, _) in found {
        let group = groups.entry(document.conversation).or_default();
        if group.is_empty() {
            order.push(document.conversation);
        }
        if document.message.is_some() && group.len() < MESSAGES || group.is_empty() {
            group.push(document);
        }
    }
    let mut results = SearchResults { has_more: order.len() > limit, ..results };
    for id in order.into_iter().take(limit) {
        let Some(conversation) = conversations::get(c, Uuid::from_bytes(id).into())? else {
            continue;
        };
        let documents = groups.remove(&id).unwrap_or_default();
        results.conversations.push(shown(c, conversation, &documents, wanted)?);
    }
    Ok(results)
}

/// Lists conversations that satisfy conditions, last changed first, where no word is looked for.
pub(super) fn by_conditions(
    c: &Connection,
    mut conditions: Conditions<'_>,
    limit: usize,
    mut results: SearchResults,
) -> Result<SearchResults, StoreError> {
    let mut statement =
        c.prepare_cached("SELECT id FROM conversations ORDER BY updated_at DESC, id DESC")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id: [u8; 16] = row.get(0)?;
        if !conditions.fits_conversation(c, id)? {
            continue;
        }
        let mut documents = Vec::new();
        if conditions.ask_of_messages() {
            for document in Document::of(c, id)? {
                if documents.len() == MESSAGES {
                    break;
                }
                if document.message.is_some() && conditions.fit(c, &document)? {
                    documents.push(document);
                }
            }
            if documents.is_empty() {
                continue;
            }
        }
        if results.conversations.len() == limit {
            results.has_more = true;
            break;
        }
        if let Some(conversation) = conversations::get(c, Uuid::from_bytes(id).into())? {
            results.conversations.push(shown(c, conversation, &documents, &[])?);
        }
    }
    Ok(results)
}

fn weight(document: &Document, fit: f64, newest: i64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "what is lost of a time is less than a second")]
    let age = newest.saturating_sub(document.created_at) as f64;
    let new = NEW * (-age / FADES).exp();
    let title = if document.message.is_none() { TITLE } else { 1.0 };
    // Without a score of its own, the newest comes first.
    (fit + 0.01) * title * (1.0 + new)
}

fn shown(
    c: &Connection,
    conversation: Conversation,
    documents: &[Document],
    wanted: &[Wanted],
) -> Result<FoundConversation, StoreError> {
    let mut messages = Vec::new();
    for document in documents {
        let Some(id) = document.message else { continue };
        let text = text(c, id)?;
        let (parts, _) = snippet(&text, wanted);
        messages.push(FoundMessage {
            id: MessageId::from(Uuid::from_bytes(id)),
            role: match document.role.as_deref() {
                Some("user") => Role::User,
                // As the table checks.
                _ => Role::Assistant,
            },
            created_at: document.created_at,
            snippet: parts.into_iter().map(part).collect(),
        });
    }
    let (title, _) = snippet(&conversation.title, wanted);
    let title = title.into_iter().map(part).collect();
    Ok(FoundConversation { conversation, title, messages })
}

fn part(Part { text, marked }: Part) -> SnippetPart {
    SnippetPart { text, marked }
}

/// The text of a message.
fn text(c: &Connection, id: [u8; 16]) -> Result<String, StoreError> {
    let mut statement = c.prepare_cached("SELECT blocks FROM messages WHERE id = ?1")?;
    let mut rows = statement.query([id])?;
    let Some(row) = rows.next()? else { return Ok(String::new()) };
    let blocks = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
    let blocks: Vec<ContentBlock> = serde_json::from_str(blocks)?;
    Ok(texts(&blocks).collect::<Vec<_>>().join("\n\n"))
}
