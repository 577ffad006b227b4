//! Long lists, page by page: what is ordered by a time and an id goes on after the last of both.

use std::fmt::Display;

use atelier_vocabulary::Page;
use rusqlite::{Row, Rows};
use uuid::Uuid;

use crate::StoreError;

/// The time and the id that a page begins below: those that the last page ended with, or the highest.
///
/// Errors: [`StoreError::BadCursor`] for a cursor that no page ended with.
pub(super) fn begin(cursor: Option<&str>) -> Result<(i64, [u8; 16]), StoreError> {
    match cursor {
        Some(cursor) => parse_cursor(cursor).ok_or(StoreError::BadCursor),
        None => Ok((i64::MAX, [0xff; 16])),
    }
}

/// How many rows to ask for, so that [`page`] knows whether there are more than `limit`.
pub(super) fn wanted(limit: u32) -> i64 {
    i64::from(limit) + 1
}

/// Makes a page of at most `limit` rows; `key` is the time and the id that they are ordered by.
pub(super) fn page<T, Id: Display>(
    mut rows: Rows<'_>,
    limit: u32,
    read: impl Fn(&Row<'_>) -> Result<T, StoreError>,
    key: impl Fn(&T) -> (i64, Id),
) -> Result<Page<T>, StoreError> {
    let mut items = Vec::new();
    while let Some(row) = rows.next()? {
        items.push(read(row)?);
    }
    let more = items.len() > limit as usize;
    items.truncate(limit as usize);
    let last = items.last().filter(|_| more).map(key);
    let next_cursor = last.map(|(at, id)| format!("{at}.{id}"));
    Ok(Page { items, next_cursor })
}

/// Reads a cursor: the time and the id of the last row of a page.
fn parse_cursor(cursor: &str) -> Option<(i64, [u8; 16])> {
    let (at, id) = cursor.split_once('.')?;
    Some((at.parse().ok()?, id.parse::<Uuid>().ok()?.into_bytes()))
}
