//! The list of conversations, page by page.

use atelier_vocabulary::{Conversation, Page, ProjectId};
use rusqlite::{Connection, named_params};

use super::{fold_case, read};
use crate::StoreError;
use crate::tables::column::Key;
use crate::tables::paging;

/// The query for a shelf; the two differ in the index they walk.
macro_rules! list {
    ($shelf:literal) => {
        concat!(
            select!("WHERE c.trashed_at IS "),
            $shelf,
            " AND (c.updated_at, c.id) < (:updated_at, :id)
              AND (:title IS NULL OR instr(c.title_folded, :title) > 0)
              AND (:archived IS NULL OR (c.archived_at IS NOT NULL) = :archived)
              AND (:pinned IS NULL OR (c.pinned_at IS NOT NULL) = :pinned)
              AND (:project IS NULL OR c.project_id = :project)
              AND (:tag IS NULL OR EXISTS (SELECT 1 FROM conversation_tags AS t
                WHERE t.conversation_id = c.id AND t.tag = :tag))
              ORDER BY c.updated_at DESC, c.id DESC LIMIT :limit"
        )
    };
}

/// The query for conversations that are not in the trash.
pub(crate) const LIST: &str = list!("NULL");
/// The query for those that are.
pub(crate) const LIST_TRASHED: &str = list!("NOT NULL");

/// Which conversations to list.
#[derive(Clone, Copy, Debug, Default)]
pub struct Listing<'a> {
    /// Where the last page ended (`next_cursor`); none starts with the newest.
    pub cursor: Option<&'a str>,
    /// At most this many.
    pub limit: u32,
    /// Listed, in the archive, or in the trash.
    pub shelf: Shelf,
    /// Only those that are pinned, or only those that are not.
    pub pinned: Option<bool>,
    /// Only those of this project.
    pub project: Option<ProjectId>,
    /// Only those that carry this tag, whatever the case.
    pub tag: Option<&'a str>,
    /// Only those whose title holds this text, whatever the case.
    pub title: Option<&'a str>,
}

/// Where conversations stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shelf {
    /// Neither in the trash nor in the archive.
    #[default]
    Listed,
    /// In the archive, and not in the trash.
    Archived,
    /// In the trash.
    Trashed,
}

/// Lists conversations, last changed first.
///
/// Errors: [`StoreError::BadCursor`] for a cursor that no page ended with.
pub fn list(c: &Connection, wanted: &Listing<'_>) -> Result<Page<Conversation>, StoreError> {
    let (updated_at, id) = paging::begin(wanted.cursor)?;
    let mut statement = c.prepare_cached(match wanted.shelf {
        Shelf::Listed | Shelf::Archived => LIST,
        Shelf::Trashed => LIST_TRASHED,
    })?;
    let rows = statement.query(named_params! {
        ":updated_at": updated_at,
        ":id": id,
        ":title": wanted.title.map(fold_case),
        ":archived": match wanted.shelf {
            Shelf::Listed => Some(false),
            Shelf::Archived => Some(true),
            Shelf::Trashed => None,
        },
        ":pinned": wanted.pinned,
        ":project": wanted.project.map(Key::key),
        ":tag": wanted.tag.map(|tag| tag.trim().to_lowercase()),
        ":limit": paging::wanted(wanted.limit),
    })?;
    paging::page(rows, wanted.limit, read, |it| (it.updated_at, it.id))
}
