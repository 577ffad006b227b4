//! Which patterns are looked at closely.

use super::{CANDIDATES, LEAST, LEAST_BEST, Query, Reach, UNRELATED};
use crate::{
    bank::{HIDDEN, ReasoningBank},
    embed::Meaning,
    error::BankError,
    order,
    pattern::Scope,
    vectors::Nearest,
};

/// Which slots may be recalled.
pub(super) struct Visible<'a> {
    bank: &'a ReasoningBank,
    scopes: Option<Vec<u32>>,
}

impl<'a> Visible<'a> {
    pub(super) fn of(bank: &'a ReasoningBank, reach: Reach<'_>) -> Self {
        let scopes = match reach {
            Reach::Everything => None,
            Reach::Here { conversation, project } => {
                let conversation = conversation.map(|it| Scope::Conversation(it.to_owned()));
                let project = project.map(|it| Scope::Project(it.to_owned()));
                let scopes = [Some(Scope::Global), conversation, project];
                Some(scopes.iter().flatten().filter_map(|scope| bank.scope(scope)).collect())
            }
        };
        Self { bank, scopes }
    }

    #[inline]
    pub(super) fn sees(&self, slot: u32) -> bool {
        let scope = self.bank.shown.get(slot as usize).copied().unwrap_or(HIDDEN);
        scope != HIDDEN && self.scopes.as_ref().is_none_or(|scopes| scopes.contains(&scope))
    }
}

/// What a question means, and what is nearest to that.
pub(super) struct Meant {
    vector: Option<Vec<f32>>,
    pub(super) nearest: Vec<u32>,
    /// How alike the bank is to the question on average, and at best.
    background: f32,
    best: f32,
    /// Below this likeness nothing is said to be alike.
    unrelated: f32,
}

impl Meant {
    pub(super) fn of(
        bank: &ReasoningBank,
        query: &Query<'_>,
        visible: &Visible<'_>,
    ) -> Result<Self, BankError> {
        let vector = match (&bank.meaning, query.vector) {
            (Meaning::Table(table), _) => Some(table.embed(bank.indexed(query.text))),
            (Meaning::Given { .. }, given) => given.map(<[f32]>::to_vec),
            (Meaning::None, _) => None,
        };
        let mut meant =
            Self { vector, nearest: Vec::new(), background: 0.0, best: 0.0, unrelated: UNRELATED };
        if let (Some(vectors), Some(vector)) = (&bank.vectors, &meant.vector) {
            let nearest = vectors.nearest(vector, CANDIDATES, |slot| visible.sees(slot))?;
            meant.background = vectors.background(vector);
            meant.best = nearest.first().map_or(0.0, |it| it.cosine);
            meant.nearest = nearest.iter().map(|it| it.slot).collect();
        }
        Ok(meant)
    }

    /// What meaning counts; nothing where it tells no pattern from another.
    pub(super) fn weight(&self, usual: f32) -> f32 {
        if self.best > self.background + 1e-3 { usual } else { 0.0 }
    }

    /// Returns the cosine of each slot, 0 where meaning is not known.
    pub(super) fn cosines(
        &self,
        bank: &ReasoningBank,
        slots: &[u32],
    ) -> Result<Vec<f32>, BankError> {
        match (&bank.vectors, &self.vector) {
            (Some(vectors), Some(vector)) => {
                let cosines = vectors.cosines(vector, slots)?;
                Ok(cosines.iter().map(|it: &Nearest| it.cosine).collect())
            }
            _ => Ok(vec![0.0; slots.len()]),
        }
    }

    /// Returns how far a pattern stands out from the bank's average, as a share of the best.
    pub(super) fn share(&self, cosine: f32) -> f32 {
        let range = (self.best - self.background).max(1e-3);
        ((cosine - self.background) / range).clamp(-1.0, 1.0)
    }

    /// Returns how alike two meanings are, from 0 (no more than any two texts) to 1.
    pub(super) fn alike(&self, cosine: f32) -> f32 {
        ((cosine - self.unrelated) / (1.0 - self.unrelated)).clamp(0.0, 1.0)
    }

    /// Returns how alike the best and the others must be in the usual case.
    pub(super) fn least(&self) -> [f32; 2] {
        let ([by_both, by_words], [others, others_by_words]) = (LEAST_BEST, LEAST);
        if self.vector.is_some() { [by_both, others] } else { [by_words, others_by_words] }
    }

    /// Returns the cosine, where meaning is known.
    pub(super) fn told(&self, cosine: f32) -> Option<f32> {
        self.vector.is_some().then_some(cosine)
    }
}

/// Returns the slots of the `count` highest scores above 0, in any order.
pub(super) fn top(scores: &[f32], count: usize, visible: &Visible<'_>) -> Vec<u32> {
    let mut kept: Vec<u64> = Vec::with_capacity(count * 2);
    let mut least = 0.0;
    for (slot, score) in (0_u32..).zip(scores) {
        if *score > least && visible.sees(slot) {
            kept.push(order::key(*score, slot));
            if kept.len() == count * 2 {
                order::keep_smallest(&mut kept, count);
                least =
                    kept.iter().map(|key| at(scores, order::slot(*key))).fold(f32::MAX, f32::min);
            }
        }
    }
    order::keep_smallest(&mut kept, count);
    kept.into_iter().map(order::slot).collect()
}

/// Returns the highest score of some slots, and never 0.
pub(super) fn largest(scores: &[f32], slots: &[u32]) -> f32 {
    slots.iter().map(|slot| at(scores, *slot)).fold(f32::MIN_POSITIVE, f32::max)
}

/// Returns both, each once, in order.
pub(super) fn union(one: &[u32], other: &[u32]) -> Vec<u32> {
    let mut both: Vec<u64> = one.iter().chain(other).map(|slot| u64::from(*slot)).collect();
    order::sort_keys(&mut both);
    both.dedup();
    both.into_iter().map(order::slot).collect()
}

pub(super) fn at(scores: &[f32], slot: u32) -> f32 {
    scores.get(slot as usize).copied().unwrap_or(0.0)
}
