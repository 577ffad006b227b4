//! Why a pattern was recalled.

use serde::{Deserialize, Serialize};

use crate::{bank::ReasoningBank, index::Asked, order, worth};

/// How many matched terms are told.
const TOLD: usize = 8;

/// Why a pattern was recalled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Why {
    /// The words of the question that are in the pattern, those that counted most first.
    pub matched: Vec<Matched>,
    /// How much of what the question says is said in it, from 0 to 1.
    pub words: f32,
    /// How alike the meanings are, as a cosine; none where meaning is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meaning: Option<f32>,
    /// The share of uses that went well, from 0 to 1.
    pub success_rate: f32,
    /// How often it helped.
    pub wins: u32,
    /// How often it did not.
    pub losses: u32,
    /// What its outcomes multiplied its rank by.
    pub boost: f32,
    /// What its evidence still counts for, from 1 (fresh) to 0.
    pub freshness: f32,
}

/// A word that question and pattern share.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Matched {
    /// The word, as it was asked, without case and accents.
    pub word: String,
    /// Its share of the match, from 0 to 1; all shares of a pattern make 1.
    pub share: f32,
}

impl ReasoningBank {
    /// Returns why the pattern in `slot` was recalled.
    pub(super) fn explain(
        &self,
        slot: u32,
        asked: &[Asked],
        words: f32,
        meaning: Option<f32>,
        now: i64,
    ) -> Option<Why> {
        let pattern = &self.slots.get(slot as usize)?.as_ref()?.pattern;
        let part = |it: &Asked| self.index.contribution(it, slot as usize);
        let parts = (0..).zip(asked).map(|(at, it)| order::key(part(it), at));
        let mut parts: Vec<u64> = parts.filter(|key| order::score(*key) > 0.0).collect();
        order::sort_keys(&mut parts);
        let sum: f32 = parts.iter().map(|key| order::score(*key)).sum();
        let matched = |key: u64| {
            let word = asked.get(order::slot(key) as usize)?.word.clone();
            Some(Matched { word, share: order::score(key) / sum })
        };
        Some(Why {
            matched: parts.into_iter().take(TOLD).filter_map(matched).collect(),
            words: words.clamp(0.0, 1.0),
            meaning,
            success_rate: worth::success_rate(pattern),
            wins: pattern.outcomes.wins,
            losses: pattern.outcomes.losses,
            boost: worth::boost(pattern, self.decay, now),
            freshness: self.decay.freshness(pattern, now),
        })
    }
}
