//! Candidates, best first, in bounded time.
//!
//! BM25 scores every document that a word stands in, and reads all of them only to count. So it is asked
//! of words alone that few documents hold; the others must be there and count nothing, as they hardly
//! would. Where all words are common, the newest documents that hold them are taken.

use std::collections::{HashMap, HashSet};

use rusqlite::Connection;

use super::expression::{Group, expression};
use crate::StoreError;

/// A word is common that more documents hold than this.
const RARE: i64 = 1_200;
/// How many of the newest documents are taken where all words are common.
pub(super) const NEWEST: i64 = 600;

/// A document that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Candidate {
    /// Its number.
    pub(super) number: i64,
    /// How well it fits: more is better, and at least 0.
    pub(super) fit: f64,
}

/// How many documents hold what groups ask for, as far as that is worth counting.
#[derive(Default)]
pub(super) struct Counts(HashMap<String, i64>);

impl Counts {
    /// Counts the documents of a group, up to one more than is rare.
    pub(super) fn of(&mut self, c: &Connection, group: &Group) -> Result<i64, StoreError> {
        let expression = group.expression();
        if let Some(known) = self.0.get(&expression) {
            return Ok(*known);
        }
        let count = c
            .prepare_cached(
                "SELECT count(*) FROM
                   (SELECT 1 FROM search_index WHERE search_index MATCH ?1 LIMIT ?2)",
            )?
            .query_row((&expression, RARE + 1), |row| row.get(0))?;
        self.0.insert(expression, count);
        Ok(count)
    }
}

/// Finds the documents that hold all of `groups` and none of `none`, best first; of common words alone
/// the `most` newest.
pub(super) fn candidates(
    c: &Connection,
    groups: &[&Group],
    none: &[Group],
    most: i64,
    counts: &mut Counts,
) -> Result<Vec<Candidate>, StoreError> {
    let mut rare = Vec::new();
    for group in groups {
        match counts.of(c, group)? {
            0 => return Ok(Vec::new()),
            1..=RARE => rare.push(*group),
            _ => {}
        }
    }
    let whole = expression(groups, none);
    if rare.is_empty() {
        return newest(c, &whole, most);
    }
    let mut scored = scored(c, &expression(&rare, &[]))?;
    if rare.len() < groups.len() || !none.is_empty() {
        let holding = holding(c, &whole)?;
        scored.retain(|it| holding.contains(&it.number));
    }
    scored.sort_by(|one, other| other.fit.total_cmp(&one.fit).then(other.number.cmp(&one.number)));
    Ok(scored)
}

fn scored(c: &Connection, expression: &str) -> Result<Vec<Candidate>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT rowid, bm25(search_index) FROM search_index WHERE search_index MATCH ?1",
    )?;
    let read = |row: &rusqlite::Row<'_>| {
        let score: f64 = row.get(1)?;
        Ok(Candidate { number: row.get(0)?, fit: (-score).max(0.0) })
    };
    Ok(statement.query_map([expression], read)?.collect::<rusqlite::Result<_>>()?)
}

fn holding(c: &Connection, expression: &str) -> Result<HashSet<i64>, StoreError> {
    let mut statement =
        c.prepare_cached("SELECT rowid FROM search_index WHERE search_index MATCH ?1")?;
    let numbers = statement.query_map([expression], |row| row.get(0))?;
    Ok(numbers.collect::<rusqlite::Result<_>>()?)
}

fn newest(c: &Connection, expression: &str, most: i64) -> Result<Vec<Candidate>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT rowid FROM search_index WHERE search_index MATCH ?1 ORDER BY rowid DESC LIMIT ?2",
    )?;
    let read = |row: &rusqlite::Row<'_>| Ok(Candidate { number: row.get(0)?, fit: 0.0 });
    Ok(statement.query_map((expression, most), read)?.collect::<rusqlite::Result<_>>()?)
}
