//! An inverted index over two fields, scored with BM25F.

mod reader;
mod score;

use std::sync::OnceLock;

pub(crate) use self::{reader::Reader, score::Asked};
use crate::{
    numbered::Numbered,
    order::{arrange, slot, sort_keys},
};

/// How soon repeating a word stops counting.
const K1: f32 = 1.2;
/// How much of a text's length is held against it.
const B: f32 = 0.75;
/// What a word in the response counts, beside one in the message.
const RESPONSE_WEIGHT: f32 = 0.5;
/// Documents that are imagined beside the real ones, so that in a small bank no word is common.
const IMAGINED: f32 = 100.0;

/// Terms, where they occur, and how long each document is. Documents are numbered by slot, in the
/// order in which they came.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    terms: Numbered,
    postings: Vec<Postings>,
    lengths: Vec<[u32; 2]>,
    /// Lengths of all live documents together, and how many have that field.
    totals: [Total; 2],
    live: usize,
    bytes: usize,
    /// Changes when terms are numbered anew.
    numbering: u32,
    /// What divides the counts of each slot; made when first asked after a change.
    norms: OnceLock<Vec<[f32; 2]>>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Total {
    words: u64,
    texts: u64,
}

/// Where one term occurs, by rising slot.
#[derive(Clone, Debug, Default)]
pub(crate) struct Postings {
    pub(crate) slots: Vec<u32>,
    pub(crate) counts: Vec<[u8; 2]>,
    /// In how many live documents it occurs.
    live: u32,
}

/// The terms of a document with their counts in message and response.
#[derive(Clone, Debug, Default)]
pub(crate) struct Document {
    terms: Numbered,
    counts: Vec<[u32; 2]>,
    lengths: [u32; 2],
}

impl Document {
    /// Counts the terms of both fields.
    pub(crate) fn of(message: &[String], response: &[String]) -> Self {
        let mut document = Self::default();
        for (field, terms) in [message, response].into_iter().enumerate() {
            for term in terms {
                let place = document.terms.number(term);
                if place == document.counts.len() {
                    document.counts.push([0, 0]);
                }
                let counts = document.counts.get_mut(place);
                if let Some(count) = counts.and_then(|counts| counts.get_mut(field)) {
                    *count = count.saturating_add(1);
                }
            }
            if let Some(length) = document.lengths.get_mut(field) {
                *length = u32::try_from(terms.len()).unwrap_or(u32::MAX);
            }
        }
        document
    }

    /// Returns each term's weighted count as a share of the document, in no order.
    pub(crate) fn shares(&self) -> impl Iterator<Item = (&str, f32)> {
        let weigh = |[message, response]: [f32; 2]| message + RESPONSE_WEIGHT * response;
        let length = weigh(self.lengths.map(score::float)).max(1.0);
        self.terms().map(move |(term, counts)| (term, weigh(counts.map(score::float)) / length))
    }

    fn terms(&self) -> impl Iterator<Item = (&str, [u32; 2])> {
        let counts = |place: u32| self.counts.get(place as usize).copied().unwrap_or_default();
        self.terms.iter().map(move |(term, place)| (term, counts(place)))
    }
}

impl Index {
    /// Adds a document as the next slot.
    pub(crate) fn add(&mut self, document: &Document) {
        let slot = u32::try_from(self.lengths.len()).unwrap_or(u32::MAX);
        for (term, counts) in document.terms() {
            let id = self.intern(term);
            let Some(postings) = self.postings.get_mut(id) else { continue };
            postings.slots.push(slot);
            postings.counts.push(counts.map(|count| u8::try_from(count).unwrap_or(u8::MAX)));
            postings.live += 1;
        }
        self.bytes += document.counts.len() * POSTING_BYTES + SLOT_BYTES;
        self.count(document.lengths);
    }

    /// Counts a document whose terms are in.
    fn count(&mut self, lengths: [u32; 2]) {
        self.norms.take();
        self.lengths.push(lengths);
        self.live += 1;
        for (total, length) in self.totals.iter_mut().zip(lengths) {
            total.words += u64::from(length);
            total.texts += u64::from(length > 0);
        }
    }

    /// Takes a document out of all counts. Its slot stays, until [`Index::compact`].
    pub(crate) fn remove(&mut self, document: &Document) {
        self.norms.take();
        self.live = self.live.saturating_sub(1);
        for (term, _) in document.terms() {
            let id = self.terms.get(term);
            if let Some(postings) = id.and_then(|id| self.postings.get_mut(id as usize)) {
                postings.live = postings.live.saturating_sub(1);
            }
        }
        for (total, length) in self.totals.iter_mut().zip(document.lengths) {
            total.words = total.words.saturating_sub(u64::from(length));
            total.texts = total.texts.saturating_sub(u64::from(length > 0));
        }
    }

    /// Drops the slots that are not kept, and numbers the rest anew in the same order.
    pub(crate) fn compact(&mut self, keep: &[bool]) {
        let mut next = 0_u32;
        let mut renumber = |kept: &bool| {
            let to = kept.then_some(next);
            next += u32::from(*kept);
            to
        };
        let moved: Vec<Option<u32>> = keep.iter().map(&mut renumber).collect();
        let target = |slot: u32| moved.get(slot as usize).copied().flatten();
        let old = std::mem::take(&mut self.postings);
        let words = std::mem::take(&mut self.terms).into_texts();
        self.bytes = 0;
        self.numbering = self.numbering.wrapping_add(1);
        for (word, postings) in words.into_iter().zip(old) {
            let pairs = postings.slots.iter().zip(&postings.counts);
            let pairs = pairs.filter_map(|(slot, counts)| Some((target(*slot)?, *counts)));
            let (slots, counts): (Vec<u32>, Vec<[u8; 2]>) = pairs.unzip();
            if slots.is_empty() {
                continue;
            }
            let id = self.intern(&word);
            self.bytes += slots.len() * POSTING_BYTES;
            if let Some(place) = self.postings.get_mut(id) {
                *place = Postings { live: postings.live, slots, counts };
            }
        }
        let mut kept = keep.iter();
        self.lengths.retain(|_| kept.next().copied().unwrap_or(false));
        self.lengths.shrink_to_fit();
        self.bytes += self.lengths.len() * SLOT_BYTES;
        self.norms.take();
    }

    /// Returns the slots that share all but one of the `keys` rarest terms; terms that occur more
    /// than `most` times are not looked up.
    pub(crate) fn sharing(&self, terms: &[String], keys: usize, most: usize) -> Vec<u32> {
        let mut lists: Vec<(usize, &str, &Postings)> = terms
            .iter()
            .filter_map(|term| {
                let postings = self.find(term)?;
                Some((postings.slots.len(), term.as_str(), postings))
            })
            .filter(|(length, _, _)| *length <= most)
            .collect();
        arrange(&mut lists, |a, b| (a.0, a.1).cmp(&(b.0, b.1)));
        lists.dedup_by_key(|(_, term, _)| *term);
        lists.truncate(keys);
        let slots = lists.iter().flat_map(|(_, _, postings)| &postings.slots);
        let mut slots: Vec<u64> = slots.map(|slot| u64::from(*slot)).collect();
        sort_keys(&mut slots);
        let enough = lists.len().saturating_sub(1).max(1);
        let mut shared: Vec<u32> = slots
            .chunk_by(|a, b| a == b)
            .filter(|same| same.len() >= enough)
            .filter_map(|same| same.first().map(|key| slot(*key)))
            .collect();
        shared.truncate(most);
        shared
    }

    /// Returns how much memory it takes, in bytes, by what its parts hold.
    pub(crate) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Returns how many different terms it knows.
    pub(crate) fn terms(&self) -> usize {
        self.postings.len()
    }

    fn intern(&mut self, term: &str) -> usize {
        let id = self.terms.number(term);
        if id == self.postings.len() {
            self.postings.push(Postings::default());
            self.bytes += term.len() + TERM_BYTES;
        }
        id
    }
}

/// A slot number, two counts, and the room that growing lists leave unused.
const POSTING_BYTES: usize = 8;
/// Lengths and norms of a document.
const SLOT_BYTES: usize = 16;
/// A term's place in the table and its empty lists.
const TERM_BYTES: usize = 96;

#[cfg(test)]
mod tests;
