//! How well documents fit the terms asked for.

#![expect(clippy::cast_precision_loss, reason = "counts, of which only the size matters")]

use super::{B, IMAGINED, Index, K1, Postings, RESPONSE_WEIGHT};
use crate::{numbered::Numbered, order::arrange};

/// A term that is asked for.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// As it stands in the index.
    pub(crate) term: String,
    /// As it was written.
    pub(crate) word: String,
    /// How often it was written.
    pub(crate) count: f32,
    /// How much it tells documents apart.
    pub(crate) rarity: f32,
}

impl Index {
    /// Returns how much `term` tells documents apart: the inverse of its frequency, as a logarithm.
    pub(crate) fn rarity(&self, term: &str) -> f32 {
        let found = self.find(term).map_or(0.0, |postings| postings.live as f32);
        (1.0 + (self.live as f32 + IMAGINED - found + 0.5) / (found + 0.5)).ln()
    }

    /// Returns the terms of a question, those that say most first, at most `limit`.
    pub(crate) fn asked(&self, words: Vec<(String, String)>, limit: usize) -> Vec<Asked> {
        let mut asked: Vec<Asked> = Vec::new();
        let mut places = Numbered::default();
        for (word, term) in words {
            let place = places.number(&term);
            if let Some(known) = asked.get_mut(place) {
                known.count += 1.0;
            } else {
                let rarity = self.rarity(&term);
                asked.push(Asked { term, word, count: 1.0, rarity });
            }
        }
        let weight = |it: &Asked| it.count * it.rarity;
        arrange(&mut asked, |a, b| {
            weight(b).total_cmp(&weight(a)).then_with(|| a.term.cmp(&b.term))
        });
        asked.truncate(limit);
        asked
    }

    /// Adds to `scores`, by slot, what a term with this weight contributes.
    pub(crate) fn add_scores(&self, term: &str, weight: f32, scores: &mut [f32]) {
        let Some(postings) = self.find(term) else { return };
        let norms = self.norms();
        let weight = weight * (K1 + 1.0);
        for (slot, counts) in postings.slots.iter().zip(&postings.counts) {
            let slot = *slot as usize;
            if let (Some(score), Some(norm)) = (scores.get_mut(slot), norms.get(slot)) {
                *score += weight * saturate(*counts, *norm);
            }
        }
    }

    /// Returns what a term contributes to one document.
    pub(crate) fn contribution(&self, asked: &Asked, slot: usize) -> f32 {
        let found = self.find(&asked.term).and_then(|postings| {
            let at = postings.slots.binary_search(&u32::try_from(slot).ok()?).ok()?;
            Some(saturate(*postings.counts.get(at)?, *self.norms().get(slot)?))
        });
        asked.count * asked.rarity * (K1 + 1.0) * found.unwrap_or(0.0)
    }

    /// Returns what the question would score as a document of its own: the measure of "the same".
    pub(crate) fn self_score(&self, asked: &[Asked]) -> f32 {
        let length: f32 = asked.iter().map(|it| it.count).sum();
        let norm = norm(length, self.average(0));
        let score = |it: &Asked| {
            let count = it.count * norm;
            it.count * it.rarity * (K1 + 1.0) * count / (K1 + count)
        };
        asked.iter().map(score).sum()
    }

    pub(super) fn find(&self, term: &str) -> Option<&Postings> {
        self.terms.get(term).and_then(|id| self.postings.get(id as usize))
    }

    fn average(&self, field: usize) -> f32 {
        let total = self.totals.get(field).copied().unwrap_or_default();
        if total.texts == 0 { 1.0 } else { total.words as f32 / total.texts as f32 }
    }

    fn norms(&self) -> &[[f32; 2]] {
        self.norms.get_or_init(|| {
            let averages = [self.average(0), self.average(1)];
            let of = |[message, response]: &[u32; 2]| {
                let response = RESPONSE_WEIGHT * norm(float(*response), averages[1]);
                [norm(float(*message), averages[0]), response]
            };
            self.lengths.iter().map(of).collect()
        })
    }
}

/// What a count is multiplied by in a text of this length.
fn norm(length: f32, average: f32) -> f32 {
    1.0 / (1.0 - B + B * length / average.max(1.0))
}

/// Counts of both fields, each by its own length, which repeating raises ever less.
fn saturate([message, response]: [u8; 2], [by_message, by_response]: [f32; 2]) -> f32 {
    let count = f32::from(message) * by_message + f32::from(response) * by_response;
    count / (K1 + count)
}

pub(super) fn float(count: u32) -> f32 {
    count as f32
}
