//! The list of conversations, page by page.

use atelier_vocabulary::{Conversation, Page};
use rusqlite::{Connection, named_params};

use super::{fold_case, read};
use crate::StoreError;
use crate::tables::paging;

/// The query for a shelf; the two differ in the index they walk.
macro_rules! list {
    ($shelf:literal) => {
        concat!(
            select!("WHERE c.trashed_at IS "),
            $shelf,
            " AND (c.updated_at, c.id) < (:updated_at, :id)
              AND (:title IS NULL OR instr(c.title_folded, :title) > 0)
              ORDER BY c.updated_at DESC, c.id DESC LIMIT :limit"
        )
    };
}

/// The query for conversations that are not in the trash.
pub(crate) const LIST: &str = list!("NULL");
/// The query for those that are.
pub(crate) const LIST_TRASHED: &str = list!("NOT NULL");

/// Which conversations to list.
#[derive(Clone, Copy, Debug)]
pub struct Listing<'a> {
    /// Where the last page ended (`next_cursor`); none starts with the newest.
    pub cursor: Option<&'a str>,
    /// At most this many.
    pub limit: u32,
    /// In or out of the trash.
    pub shelf: Shelf,
    /// Only those whose title holds this text, whatever the case.
    pub title: Option<&'a str>,
}

/// In or out of the trash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// Not in the trash.
    Listed,
    /// In the trash.
    Trashed,
}

/// Lists conversations, last changed first.
///
/// Errors: [`StoreError::BadCursor`] for a cursor that no page ended with.
pub fn list(c: &Connection, wanted: &Listing<'_>) -> Result<Page<Conversation>, StoreError> {
    let (updated_at, id) = paging::begin(wanted.cursor)?;
    let mut statement = c.prepare_cached(match wanted.shelf {
        Shelf::Listed => LIST,
        Shelf::Trashed => LIST_TRASHED,
    })?;
    let rows = statement.query(named_params! {
        ":updated_at": updated_at,
        ":id": id,
        ":title": wanted.title.map(fold_case),
        ":limit": paging::wanted(wanted.limit),
    })?;
    paging::page(rows, wanted.limit, read, |it| (it.updated_at, it.id))
}
