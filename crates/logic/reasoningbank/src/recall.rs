//! Finding what is like a question, and saying why.

mod candidates;
mod explain;
mod feedback;

use serde::{Deserialize, Serialize};

use self::candidates::{Meant, Visible};
pub use self::explain::{Matched, Why};
use crate::{
    bank::ReasoningBank, error::BankError, index::Asked, order, pattern::PatternId,
    text::each_term, worth,
};

/// How many candidates words and meaning each put forward.
const CANDIDATES: usize = 200;
/// At least this alike must the best be, or nothing is: by words and meaning, and by words alone.
const LEAST_BEST: [f32; 2] = [0.4, 0.3];
/// At least this alike must the others be.
const LEAST: [f32; 2] = [0.25, 0.1];
/// Two texts with no more in common than this mean different things, by a table of words.
const UNRELATED: f32 = 0.2;

/// A question to the bank.
#[derive(Clone, Debug, Default)]
pub struct Query<'a> {
    /// What is asked.
    pub text: &'a str,
    /// What it means, where the caller runs the model.
    pub vector: Option<&'a [f32]>,
    /// Where to look.
    pub reach: Reach<'a>,
    /// How many at most; 0 asks for ten.
    pub limit: usize,
    /// How alike they must be.
    pub threshold: Threshold,
    /// The time, in Unix milliseconds.
    pub now: i64,
}

/// Where a question looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach<'a> {
    /// In everything.
    #[default]
    Everything,
    /// In what may be recalled here: what is global, and what belongs to this conversation and to
    /// this project.
    Here {
        /// The conversation that asks.
        conversation: Option<&'a str>,
        /// The project that it belongs to.
        project: Option<&'a str>,
    },
}

/// How alike a pattern must be to be recalled.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Threshold {
    /// So that texts about something else are not recalled: nothing, unless the best is clearly
    /// alike; then others that are fairly so.
    #[default]
    Usual,
    /// At least this similarity, from 0 to 1.
    AtLeast(f32),
}

/// A pattern that was recalled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recall {
    /// The pattern.
    pub id: PatternId,
    /// How alike it is, from 0 to 1 (the same text), whatever else the bank holds.
    pub similarity: f32,
    /// What it was ranked by: how well it fits among all that were found, times the boost.
    pub rank: f32,
    /// Why it was recalled.
    pub why: Why,
}

impl ReasoningBank {
    /// Finds the patterns most like a question, best first; of equals those that went better, then
    /// by id. Where nothing is alike, nothing is found.
    ///
    /// # Errors
    /// A vector that does not fit.
    pub fn find(&self, query: &Query<'_>) -> Result<Vec<Recall>, BankError> {
        let visible = Visible::of(self, query.reach);
        let asked = self.asked(query.text);
        let meant = Meant::of(self, query, &visible)?;
        let mut scores = vec![0.0; self.slots.len()];
        for term in &asked {
            self.index.add_scores(&term.term, term.count * term.rarity, &mut scores);
        }
        let same = self.index.self_score(&asked).max(f32::MIN_POSITIVE);
        let weight = meant.weight(self.meaning.weight());
        let lexical = candidates::top(&scores, CANDIDATES, &visible);
        let best = candidates::largest(&scores, &lexical);
        let mut slots = candidates::union(&lexical, &meant.nearest);
        let cosines = meant.cosines(self, &slots)?;
        let fit = |slot: u32, cosine: f32| {
            let words = candidates::at(&scores, slot) / best;
            (1.0 - weight) * words + weight * meant.share(cosine)
        };
        let [least_best, _] = meant.least();
        let first = slots.iter().zip(&cosines).filter_map(|(slot, cosine)| {
            let words = candidates::at(&scores, *slot) / same;
            let fit = fit(*slot, *cosine);
            let good = fit > 0.0 && similarity(words, meant.alike(*cosine)) >= least_best;
            good.then(|| order::key(fit, *slot))
        });
        let fed_back = self.feed_back(&asked, first.collect(), &scores);
        let (expanded, best_expanded) = match &fed_back {
            Some(expanded) => {
                let more = candidates::top(expanded, CANDIDATES, &visible);
                slots = candidates::union(&slots, &more);
                (expanded, candidates::largest(expanded, &more))
            }
            None => (&scores, best),
        };
        let cosines = meant.cosines(self, &slots)?;
        let mut found = Vec::new();
        for (slot, cosine) in slots.iter().zip(cosines) {
            let Some(Some(entry)) = self.slots.get(*slot as usize) else { continue };
            let words = candidates::at(&scores, *slot);
            let again = candidates::at(expanded, *slot) / best_expanded;
            let fit = (1.0 - weight) * (words / best + again) / 2.0 + weight * meant.share(cosine);
            let boost = worth::boost(&entry.pattern, self.decay, query.now);
            let alike = similarity(words / same, meant.alike(cosine));
            found.push((fit * boost, alike, *slot, cosine));
        }
        let best = found.iter().map(|it| it.1).fold(0.0, f32::max);
        let least = query.threshold.least(best, meant.least());
        found.retain(|(_, similarity, _, _)| *similarity >= least && *similarity > 0.0);
        let id = |slot: u32| self.id_at(slot);
        order::arrange(&mut found, |a, b| b.0.total_cmp(&a.0).then_with(|| id(a.2).cmp(&id(b.2))));
        found.truncate(if query.limit == 0 { 10 } else { query.limit });
        let explained = found.into_iter().filter_map(|(rank, similarity, slot, cosine)| {
            let id = self.id_at(slot)?;
            let words = candidates::at(&scores, slot) / same;
            let why = self.explain(slot, &asked, words, meant.told(cosine), query.now)?;
            Some(Recall { id, similarity, rank, why })
        });
        Ok(explained.collect())
    }

    /// Returns the terms of a question.
    fn asked(&self, text: &str) -> Vec<Asked> {
        let mut words = Vec::new();
        each_term(self.indexed(text), self.language, &mut |word, term| {
            words.push((word.to_owned(), term.to_owned()));
        });
        self.index.asked(words, self.limits.query_terms)
    }

    fn id_at(&self, slot: u32) -> Option<PatternId> {
        self.slots.get(slot as usize)?.as_ref().map(|entry| entry.pattern.id)
    }
}

impl Threshold {
    fn least(self, best: f32, [least_best, least]: [f32; 2]) -> f32 {
        match self {
            Self::Usual if best < least_best => f32::INFINITY,
            Self::Usual => least,
            Self::AtLeast(least) => least,
        }
    }
}

/// Joins two kinds of evidence: each makes up for what the other leaves open.
fn similarity(words: f32, meaning: f32) -> f32 {
    1.0 - (1.0 - words.clamp(0.0, 1.0)) * (1.0 - meaning.clamp(0.0, 1.0))
}
