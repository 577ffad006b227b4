//! Finding: all words as they are written, then with the last as a beginning, then some in a title and
//! the rest in a message of it, then with words like those that nothing holds, then with one word less.

mod completing;

use std::collections::HashSet;

use atelier_search::{Query, Wanted, allowed_distance, distance_within};
use atelier_vocabulary::{Correction, SearchResults};
use rusqlite::{Connection, params};

use super::conditions::{Conditions, Document};
use super::expression::Group;
use super::rank::{Candidate, Counts, NEWEST, Spread, candidates};
use super::{backfill, key_of, shown};
use crate::StoreError;

/// How many words are tried for one that nothing holds.
const ALTERNATIVES: usize = 6;
/// How many of the best candidates are weighed again by age and kind, for each conversation wanted.
const WEIGHED: usize = 4;
/// How much memory a connection that searches keeps for pages: 24 MiB.
const CACHE: &str = "PRAGMA cache_size = -24576";
/// How many candidates are looked at where a filter refuses most.
const ENOUGH: i64 = 1 << 40;

/// Finds what a query asks for: at most `limit` conversations, best first, each with its best messages.
pub fn find(c: &Connection, query: &Query, limit: u32) -> Result<SearchResults, StoreError> {
    let mut results = SearchResults {
        notes: query.notes.clone(),
        incomplete: !backfill::is_whole(c)?,
        ..SearchResults::default()
    };
    if query.is_empty() {
        return Ok(results);
    }
    // An index is read here and there: its pages stay in memory until the store is asked to shrink.
    c.execute_batch(CACHE)?;
    let limit = limit as usize;
    let mut search = Search {
        c,
        none: query.none.iter().map(Group::of).collect(),
        most: if query.conditions.is_empty() { NEWEST } else { ENOUGH },
        wanted: limit.saturating_mul(WEIGHED),
        conditions: Conditions::of(query),
        counts: Counts::default(),
        seen: HashSet::new(),
        found: Vec::new(),
    };
    if query.all.is_empty() {
        return shown::by_conditions(c, search.conditions, limit, results);
    }
    let mut groups: Vec<Group> = query.all.iter().map(Group::of).collect();
    search.run(&groups)?;
    search.run_as_beginning(&mut groups)?;
    search.complete(&groups)?;
    if search.found.is_empty() {
        results.corrections = search.correct(&mut groups)?;
        if !results.corrections.is_empty() {
            search.run(&groups)?;
            search.complete(&groups)?;
        }
    }
    if search.found.is_empty() && groups.len() > 1 {
        search.run_without_one(&groups)?;
        results.relaxed = !search.found.is_empty();
    }
    let wanted: Vec<Wanted> = groups.into_iter().flat_map(|group| group.alternatives).collect();
    shown::grouped(c, search.found, &wanted, limit, results)
}

/// A search that goes on.
struct Search<'a> {
    c: &'a Connection,
    none: Vec<Group>,
    /// How many documents are taken where all words are common.
    most: i64,
    /// How many documents are enough.
    wanted: usize,
    conditions: Conditions<'a>,
    counts: Counts,
    seen: HashSet<i64>,
    /// What was found so far; what was found earlier is better.
    found: Vec<(Document, f64)>,
}

impl Search<'_> {
    /// Finds what holds all groups, after what was found before.
    fn run(&mut self, groups: &[Group]) -> Result<(), StoreError> {
        let groups: Vec<&Group> = groups.iter().collect();
        self.run_these(&groups)
    }

    /// Finds what holds the last word as a beginning, where few documents hold it as a word. What many hold is
    /// written to its end, and stands at the beginning of too many.
    fn run_as_beginning(&mut self, groups: &mut [Group]) -> Result<(), StoreError> {
        let Some(prefix) = groups.last().and_then(Group::as_prefix) else { return Ok(()) };
        let Some(last) = groups.last_mut() else { return Ok(()) };
        let (_, spread) = self.counts.of(self.c, last)?;
        if self.found.len() >= self.wanted || !matches!(spread, Spread::Nowhere | Spread::Rare) {
            return Ok(());
        }
        let beginning = prefix.alternatives.clone();
        let (held, _) = self.counts.of(self.c, &prefix)?;
        let exact = std::mem::replace(last, prefix);
        self.run(groups)?;
        if let Some(last) = groups.last_mut() {
            *last = exact;
            // A beginning that something holds is no slip of the pen.
            if held > 0 {
                last.alternatives.extend(beginning);
            }
        }
        Ok(())
    }

    fn run_these(&mut self, groups: &[&Group]) -> Result<(), StoreError> {
        let candidates = candidates(self.c, groups, &self.none, self.most, &mut self.counts)?;
        // What is found later fits less, whatever its own score.
        let ceiling = self.found.last().map_or(f64::INFINITY, |(_, fit)| *fit);
        for Candidate { number, fit } in candidates {
            if self.found.len() >= self.wanted {
                break;
            }
            if !self.seen.insert(number) {
                continue;
            }
            if let Some(document) = Document::get(self.c, number)?
                && self.conditions.fit(self.c, &document)?
            {
                self.found.push((document, fit.min(ceiling)));
            }
        }
        Ok(())
    }

    /// Finds what holds all groups but one; where there is nothing, what holds one alone, the rarest first.
    fn run_without_one(&mut self, groups: &[Group]) -> Result<(), StoreError> {
        for left_out in (0..groups.len()).rev().filter(|_| groups.len() > 2) {
            let rest = groups.iter().enumerate().filter(|(at, _)| *at != left_out);
            let rest: Vec<&Group> = rest.map(|(_, group)| group).collect();
            self.run_these(&rest)?;
        }
        if !self.found.is_empty() {
            return Ok(());
        }
        let mut alone = Vec::new();
        for group in groups {
            alone.push((self.counts.of(self.c, group)?.0, group));
        }
        alone.sort_by_key(|(count, _)| *count);
        for (_, group) in alone {
            self.run_these(&[group])?;
            if !self.found.is_empty() {
                break;
            }
        }
        Ok(())
    }

    /// Puts words like them in the place of words that nothing holds, and says so.
    fn correct(&mut self, groups: &mut [Group]) -> Result<Vec<Correction>, StoreError> {
        let mut corrections = Vec::new();
        for group in groups {
            if self.counts.of(self.c, group)?.0 > 0 {
                continue;
            }
            let Some(word) = group.word() else { continue };
            let instead = alike(self.c, word)?;
            if instead.is_empty() {
                continue;
            }
            let wanted = |word: &String| Wanted { words: vec![word.clone()], prefix: false };
            group.alternatives = instead.iter().map(wanted).collect();
            corrections.push(Correction { written: group.written.clone(), instead });
        }
        Ok(corrections)
    }
}

/// Words of the index that are nearly `word`, the nearest first. A slip at the very beginning is seen
/// only where two characters changed places.
fn alike(c: &Connection, word: &str) -> Result<Vec<String>, StoreError> {
    let (_, letters) = key_of(word);
    let most = allowed_distance(usize::try_from(letters).unwrap_or(0));
    if most == 0 {
        return Ok(Vec::new());
    }
    let slips = i64::try_from(most).unwrap_or(0);
    let mut statement = c.prepare_cached(
        "SELECT word FROM search_words WHERE first = ?1 AND letters BETWEEN ?2 AND ?3",
    )?;
    let mut near = Vec::new();
    for first in word.chars().take(2) {
        let mut rows =
            statement.query(params![u32::from(first), letters - slips, letters + slips])?;
        while let Some(row) = rows.next()? {
            let known = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
            if let Some(distance) = distance_within(word, known, most).filter(|it| *it > 0) {
                near.push((distance, known.to_owned()));
            }
        }
    }
    near.sort();
    near.dedup();
    Ok(near.into_iter().take(ALTERNATIVES).map(|(_, word)| word).collect())
}
