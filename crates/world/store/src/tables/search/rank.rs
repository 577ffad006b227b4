//! Candidates, best first, in bounded time.
//!
//! BM25 scores every document that a word stands in, and reads all of them only to count. So it is asked
//! of words alone that few documents hold. Words that more hold must be there and count nothing, as they
//! hardly would; those that stand nearly everywhere need not even be there, unless nothing else is looked
//! for. Where no word is rare, the newest documents are taken.

use std::collections::{HashMap, HashSet};

use rusqlite::Connection;

use super::expression::{Group, expression};
use crate::StoreError;

/// A word is common that more documents hold than this.
const RARE: i64 = 600;
/// A word stands nearly everywhere that one of so many documents holds.
const EVERYWHERE: i64 = 12;
/// How many of the newest documents are taken where all words are common.
pub(super) const NEWEST: i64 = 400;

/// A document that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Candidate {
    /// Its number.
    pub(super) number: i64,
    /// How well it fits: more is better, and at least 0.
    pub(super) fit: f64,
}

/// How often something stands in documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spread {
    /// In none.
    Nowhere,
    /// In so few that they can be scored.
    Rare,
    /// In more.
    Common,
    /// In so many that it says nothing.
    Everywhere,
}

/// How often groups stand in documents, as far as that is worth counting.
#[derive(Default)]
pub(super) struct Counts(HashMap<String, (i64, Spread)>);

impl Counts {
    /// How many documents hold a group, counted up to one more than is rare; and how often it stands.
    pub(super) fn of(
        &mut self,
        c: &Connection,
        group: &Group,
    ) -> Result<(i64, Spread), StoreError> {
        let expression = group.expression();
        if let Some(known) = self.0.get(&expression) {
            return Ok(*known);
        }
        let (count, first, last): (i64, Option<i64>, Option<i64>) = c
            .prepare_cached(
                "SELECT count(*), min(rowid), max(rowid) FROM
                   (SELECT rowid FROM search_index WHERE search_index MATCH ?1 LIMIT ?2)",
            )?
            .query_row((&expression, RARE + 1), |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?;
        // Numbers have few gaps: how far one had to go says how close the documents stand.
        let passed = last.unwrap_or(0) - first.unwrap_or(0);
        let spread = match count {
            0 => Spread::Nowhere,
            1..=RARE => Spread::Rare,
            _ if passed < count.saturating_mul(EVERYWHERE) => Spread::Everywhere,
            _ => Spread::Common,
        };
        self.0.insert(expression, (count, spread));
        Ok((count, spread))
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
    let (mut rare, mut common, mut everywhere) = (Vec::new(), Vec::new(), Vec::new());
    for group in groups {
        match counts.of(c, group)?.1 {
            Spread::Nowhere => return Ok(Vec::new()),
            Spread::Rare => rare.push(*group),
            // What is quoted is meant, however often it stands.
            Spread::Everywhere if !group.exact => everywhere.push(*group),
            Spread::Everywhere | Spread::Common => common.push(*group),
        }
    }
    let mut asked: Vec<&Group> = rare.iter().chain(&common).copied().collect();
    if asked.is_empty() {
        asked = everywhere;
    }
    if rare.is_empty() {
        return newest(c, &expression(&asked, none), most);
    }
    let mut scored = scored(c, &expression(&rare, &[]))?;
    if !common.is_empty() || !none.is_empty() {
        let holding = holding(c, &expression(&asked, none))?;
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
