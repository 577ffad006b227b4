//! A title and a message that complete each other: what the one does not hold, the other does.
//!
//! Nothing in the index says what a conversation holds as a whole. So the newest documents of the rarest
//! word are taken; where the title of their conversation holds some of the words, a message of it is
//! looked for that holds the rest.

use std::collections::HashSet;

use atelier_search::{Wanted, line_of_words};
use rusqlite::{Connection, params};

use super::super::conditions::Document;
use super::super::expression::{Group, expression};
use super::super::rank::{Counts, Spread};
use super::Search;
use crate::StoreError;

/// How many documents of the rarest word are looked at.
const DOCUMENTS: i64 = 300;
/// How many titles are read.
const TITLES: usize = 100;
/// In how many conversations messages are looked for.
const CONVERSATIONS: usize = 24;
/// How many documents between the oldest and the newest of a conversation are looked at.
const BETWEEN: i64 = 300;
/// How many messages of a conversation are taken.
const MESSAGES: usize = 3;

impl Search<'_> {
    /// Finds messages that hold all groups together with the title of their conversation, after what
    /// was found before.
    pub(super) fn complete(&mut self, groups: &[Group]) -> Result<(), StoreError> {
        if groups.len() < 2 || self.found.len() >= self.wanted {
            return Ok(());
        }
        let Some((rarest, needed)) = needed(self.c, groups, &mut self.counts)? else {
            return Ok(());
        };
        let mut left = CONVERSATIONS;
        for conversation in newest_with(self.c, rarest)? {
            if left == 0 || self.found.len() >= self.wanted {
                break;
            }
            let Some(title) = title(self.c, conversation)? else { continue };
            let missing: Vec<&Group> =
                needed.iter().filter(|group| !is_in(&title, group)).copied().collect();
            // All of it in the title was found already, and so was all of it in a message.
            if missing.is_empty() || missing.len() == needed.len() {
                continue;
            }
            if self.none.iter().any(|group| is_in(&title, group)) {
                continue;
            }
            left -= 1;
            self.take(conversation, &expression(&missing, &self.none))?;
        }
        Ok(())
    }

    /// Takes the newest messages of a conversation that fit.
    fn take(&mut self, conversation: [u8; 16], expression: &str) -> Result<(), StoreError> {
        let mut taken = 0;
        for number in messages_of(self.c, conversation, expression)? {
            if taken == MESSAGES {
                break;
            }
            if !self.seen.insert(number) {
                continue;
            }
            if let Some(document) = Document::get(self.c, number)?
                && self.conditions.fit(self.c, &document)?
            {
                // What needs its title fits less than what holds all by itself.
                self.found.push((document, 0.0));
                taken += 1;
            }
        }
        Ok(())
    }
}

/// The groups that must be there, and the rarest of them; none where that is less than two groups, or
/// where something stands nowhere.
fn needed<'a>(
    c: &Connection,
    groups: &'a [Group],
    counts: &mut Counts,
) -> Result<Option<(&'a Group, Vec<&'a Group>)>, StoreError> {
    let mut needed = Vec::new();
    for group in groups {
        match counts.of(c, group)? {
            (_, Spread::Nowhere) => return Ok(None),
            (_, Spread::Everywhere) if !group.exact => {}
            (count, _) => needed.push((count, group)),
        }
    }
    let Some((_, rarest)) = needed.iter().min_by_key(|(count, _)| *count).copied() else {
        return Ok(None);
    };
    let needed: Vec<&Group> = needed.into_iter().map(|(_, group)| group).collect();
    Ok((needed.len() > 1).then_some((rarest, needed)))
}

/// The conversations of the newest documents that hold a group, the newest first.
fn newest_with(c: &Connection, group: &Group) -> Result<Vec<[u8; 16]>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT d.conversation_id FROM
           (SELECT rowid AS number FROM search_index WHERE search_index MATCH ?1
            ORDER BY rowid DESC LIMIT ?2) AS newest
         JOIN search_documents AS d ON d.number = newest.number",
    )?;
    let mut rows = statement.query(params![group.expression(), DOCUMENTS])?;
    let (mut seen, mut found) = (HashSet::new(), Vec::new());
    while found.len() < TITLES
        && let Some(row) = rows.next()?
    {
        let conversation: [u8; 16] = row.get(0)?;
        if seen.insert(conversation) {
            found.push(conversation);
        }
    }
    Ok(found)
}

/// The words of a title, each between two spaces.
fn title(c: &Connection, conversation: [u8; 16]) -> Result<Option<String>, StoreError> {
    let mut statement = c.prepare_cached("SELECT title FROM conversations WHERE id = ?1")?;
    let mut rows = statement.query([conversation])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let title = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
    Ok(Some(format!(" {} ", line_of_words(std::iter::once(title)))))
}

/// Whether any alternative of a group stands in the words of a title.
fn is_in(title: &str, group: &Group) -> bool {
    let stands = |wanted: &Wanted| {
        let end = if wanted.prefix { "" } else { " " };
        title.contains(&format!(" {}{end}", wanted.words.join(" ")))
    };
    group.alternatives.iter().any(stands)
}

/// The newest documents of a conversation that the expression finds, its title left out.
fn messages_of(
    c: &Connection,
    conversation: [u8; 16],
    expression: &str,
) -> Result<Vec<i64>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT number FROM search_documents
         WHERE conversation_id = ?1 AND message_id IS NOT NULL ORDER BY number DESC",
    )?;
    let own: Vec<i64> =
        statement.query_map([conversation], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let (Some(newest), Some(oldest)) = (own.first(), own.last()) else { return Ok(Vec::new()) };
    let own: HashSet<i64> = own.iter().copied().collect();
    let mut statement = c.prepare_cached(
        "SELECT rowid FROM search_index
         WHERE search_index MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC LIMIT ?4",
    )?;
    let numbers =
        statement.query_map(params![expression, oldest, newest, BETWEEN], |row| row.get(0))?;
    let numbers: Vec<i64> = numbers.collect::<rusqlite::Result<_>>()?;
    Ok(numbers.into_iter().filter(|number| own.contains(number)).collect())
}
