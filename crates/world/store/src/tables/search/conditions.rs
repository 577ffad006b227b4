//! What else must be so of a document and of its conversation, besides words.

use std::collections::HashMap;

use atelier_search::{Condition, Filter, Holds, Query, Role, Standing, fold};
use rusqlite::{Connection, OptionalExtension, Row};

use super::{CODE, DOCUMENT, IMAGE, TOOL};
use crate::StoreError;

/// A document without its words.
#[derive(Clone, Debug)]
pub(super) struct Document {
    pub(super) number: i64,
    pub(super) conversation: [u8; 16],
    /// Absent for a title.
    pub(super) message: Option<[u8; 16]>,
    pub(super) role: Option<String>,
    holds: i64,
    pub(super) created_at: i64,
}

impl Document {
    /// Reads a document; none where it was deleted meanwhile.
    pub(super) fn get(c: &Connection, number: i64) -> Result<Option<Self>, StoreError> {
        let mut statement = c.prepare_cached("SELECT * FROM search_documents AS s WHERE number = ?1
               AND NOT EXISTS (SELECT 1 FROM deleted_messages AS d WHERE d.message_id = s.message_id)")?;
        Ok(statement.query_row([number], Self::read).optional()?)
    }

    /// Reads the newest documents of a conversation.
    pub(super) fn of(c: &Connection, conversation: [u8; 16]) -> Result<Vec<Self>, StoreError> {
        let mut statement = c.prepare_cached(
            "SELECT * FROM search_documents AS s WHERE conversation_id = ?1
               AND NOT EXISTS (SELECT 1 FROM deleted_messages AS d WHERE d.message_id = s.message_id)
             ORDER BY number DESC",
        )?;
        let documents = statement.query_map([conversation], Self::read)?;
        Ok(documents.collect::<rusqlite::Result<_>>()?)
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            number: row.get("number")?,
            conversation: row.get("conversation_id")?,
            message: row.get("message_id")?,
            role: row.get("role")?,
            holds: row.get("holds")?,
            created_at: row.get("created_at")?,
        })
    }
}

/// What must be so, and what is known of conversations so far.
pub(super) struct Conditions<'a> {
    all: &'a [Condition],
    wants_trash: bool,
    /// Whether conversations satisfy what is asked of them.
    known: HashMap<[u8; 16], bool>,
}

impl<'a> Conditions<'a> {
    pub(super) fn of(query: &'a Query) -> Self {
        Self { all: &query.conditions, wants_trash: query.wants_trash(), known: HashMap::new() }
    }

    /// Whether anything is asked of messages alone.
    pub(super) fn ask_of_messages(&self) -> bool {
        self.all.iter().any(|it| is_of_message(&it.filter))
    }

    /// Whether a document and its conversation satisfy all.
    pub(super) fn fit(&mut self, c: &Connection, document: &Document) -> Result<bool, StoreError> {
        let mut of_message = self.all.iter().filter(|it| is_of_message(&it.filter));
        Ok(of_message.all(|it| says(document, &it.filter) != it.negated)
            && self.fits_conversation(c, document.conversation)?)
    }

    /// Whether a conversation satisfies what is asked of conversations.
    pub(super) fn fits_conversation(
        &mut self,
        c: &Connection,
        id: [u8; 16],
    ) -> Result<bool, StoreError> {
        if let Some(known) = self.known.get(&id) {
            return Ok(*known);
        }
        let fits = self.looked_up(c, id)?;
        self.known.insert(id, fits);
        Ok(fits)
    }

    fn looked_up(&self, c: &Connection, id: [u8; 16]) -> Result<bool, StoreError> {
        let trashed = is(c, "SELECT trashed_at IS NOT NULL FROM conversations WHERE id = ?1", id)?;
        if trashed != self.wants_trash {
            return Ok(false);
        }
        for condition in self.all.iter().filter(|it| !is_of_message(&it.filter)) {
            if said_of(c, id, &condition.filter, trashed)? == condition.negated {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn is_of_message(filter: &Filter) -> bool {
    match filter {
        Filter::Before(_) | Filter::After(_) | Filter::Has(_) | Filter::Role(_) => true,
        Filter::Model(_) | Filter::Tag(_) | Filter::Project(_) | Filter::Is(_) => false,
    }
}

fn says(document: &Document, filter: &Filter) -> bool {
    match filter {
        Filter::Before(at) => document.created_at < *at,
        Filter::After(at) => document.created_at >= *at,
        Filter::Has(Holds::Code) => document.holds & CODE != 0,
        Filter::Has(Holds::Image) => document.holds & IMAGE != 0,
        Filter::Has(Holds::Document) => document.holds & DOCUMENT != 0,
        Filter::Has(Holds::Tool) => document.holds & TOOL != 0,
        Filter::Role(Role::User) => document.role.as_deref() == Some("user"),
        Filter::Role(Role::Assistant) => document.role.as_deref() == Some("assistant"),
        Filter::Model(_) | Filter::Tag(_) | Filter::Project(_) | Filter::Is(_) => true,
    }
}

fn said_of(
    c: &Connection,
    id: [u8; 16],
    filter: &Filter,
    trashed: bool,
) -> Result<bool, StoreError> {
    match filter {
        Filter::Is(Standing::Trashed) => Ok(trashed),
        Filter::Is(Standing::Pinned) => {
            is(c, "SELECT pinned_at IS NOT NULL FROM conversations WHERE id = ?1", id)
        }
        Filter::Is(Standing::Archived) => {
            is(c, "SELECT archived_at IS NOT NULL FROM conversations WHERE id = ?1", id)
        }
        Filter::Is(Standing::Streaming) => is(
            c,
            "SELECT EXISTS (SELECT 1 FROM messages WHERE conversation_id = ?1 AND state = 'streaming')",
            id,
        ),
        Filter::Model(name) => any(
            c,
            "SELECT DISTINCT model FROM search_documents
             WHERE conversation_id = ?1 AND model IS NOT NULL",
            id,
            |model| fold(model).contains(name.as_str()),
        ),
        Filter::Tag(name) => {
            any(c, "SELECT tag FROM conversation_tags WHERE conversation_id = ?1", id, |tag| {
                fold(tag) == *name
            })
        }
        Filter::Project(name) => any(
            c,
            "SELECT p.name_folded FROM conversations AS c JOIN projects AS p ON p.id = c.project_id
             WHERE c.id = ?1",
            id,
            |project| project.contains(name.as_str()),
        ),
        Filter::Before(_) | Filter::After(_) | Filter::Has(_) | Filter::Role(_) => Ok(true),
    }
}

fn is(c: &Connection, query: &str, id: [u8; 16]) -> Result<bool, StoreError> {
    let answer = c.prepare_cached(query)?.query_row([id], |row| row.get(0)).optional()?;
    Ok(answer.unwrap_or(false))
}

fn any(
    c: &Connection,
    query: &str,
    id: [u8; 16],
    fits: impl Fn(&str) -> bool,
) -> Result<bool, StoreError> {
    let mut statement = c.prepare_cached(query)?;
    let mut rows = statement.query([id])?;
    while let Some(row) = rows.next()? {
        if fits(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?) {
            return Ok(true);
        }
    }
    Ok(false)
}
