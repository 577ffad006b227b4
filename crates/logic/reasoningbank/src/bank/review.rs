//! Outcomes, and patterns on which a person should decide.

use serde::{Deserialize, Serialize};

use super::ReasoningBank;
use crate::{error::BankError, pattern::PatternId};

/// How many losses make a pattern doubtful, if it has fewer wins.
const DOUBTFUL: u32 = 3;

/// What came of using a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It helped.
    Win,
    /// It did not help.
    Loss,
    /// A person called it wrong. It is not recalled until they decide.
    Wrong,
}

/// Why a person should look at a pattern.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Reason {
    /// It differs from another by few words.
    NearlyTheSame {
        /// The other.
        of: PatternId,
    },
    /// The same was asked, answered differently, and one went well where the other did not.
    Contradicts {
        /// The other.
        of: PatternId,
    },
    /// It failed more often than it helped.
    Doubtful,
    /// A person called it wrong.
    CalledWrong,
}

/// A pattern that waits for a person's word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// The pattern.
    pub id: PatternId,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// What a person decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It stays, and may be recalled.
    Keep,
    /// It goes.
    Forget,
}

impl ReasoningBank {
    /// Counts what came of using a pattern at `now`.
    ///
    /// # Errors
    /// An unknown pattern.
    pub fn record(&mut self, id: PatternId, outcome: Outcome, now: i64) -> Result<(), BankError> {
        let pattern = self.pattern_mut(id)?;
        let outcomes = &mut pattern.outcomes;
        outcomes.last_used_at = outcomes.last_used_at.max(Some(now));
        let count = if outcome == Outcome::Win { &mut outcomes.wins } else { &mut outcomes.losses };
        *count = count.saturating_add(1);
        let doubtful = outcomes.losses >= DOUBTFUL && outcomes.losses > outcomes.wins;
        if outcome == Outcome::Wrong {
            pattern.suspended = true;
            self.show(id);
            self.ask(id, Reason::CalledWrong);
        } else if doubtful {
            self.ask(id, Reason::Doubtful);
        }
        Ok(())
    }

    /// Returns what waits for a person's word, by id.
    pub fn reviews(&self) -> &[Review] {
        &self.reviews
    }

    /// Carries out what a person decided on a pattern.
    ///
    /// # Errors
    /// An unknown pattern.
    pub fn decide(&mut self, id: PatternId, verdict: Verdict) -> Result<(), BankError> {
        self.pattern_mut(id)?.suspended = false;
        self.show(id);
        self.reviews.retain(|review| review.id != id);
        match verdict {
            Verdict::Keep => Ok(()),
            Verdict::Forget => self.forget(id).map(drop),
        }
    }

    /// Puts a pattern before a person. A full queue takes no more, except what is suspended.
    pub(super) fn ask(&mut self, id: PatternId, reason: Reason) {
        let at = match self.reviews.binary_search_by(|review| review.id.cmp(&id)) {
            Ok(at) => at,
            Err(_)
                if self.reviews.len() >= self.limits.reviews && reason != Reason::CalledWrong =>
            {
                return;
            }
            Err(at) => {
                self.reviews.insert(at, Review { id, reasons: Vec::new() });
                at
            }
        };
        if let Some(review) = self.reviews.get_mut(at)
            && !review.reasons.contains(&reason)
        {
            review.reasons.push(reason);
        }
    }

    /// Takes a pattern that is gone out of the queue, and out of others' reasons.
    pub(super) fn no_longer_ask(&mut self, id: PatternId) {
        self.reviews.retain_mut(|review| {
            review.reasons.retain(|reason| reason.other() != Some(id));
            review.id != id && !review.reasons.is_empty()
        });
    }

    /// Whether the other pattern that a reason names is still there.
    pub(super) fn concerns_known(&self, reason: &Reason) -> bool {
        reason.other().is_none_or(|id| self.get(id).is_some())
    }
}

impl Reason {
    fn other(&self) -> Option<PatternId> {
        match self {
            Self::NearlyTheSame { of } | Self::Contradicts { of } => Some(*of),
            Self::Doubtful | Self::CalledWrong => None,
        }
    }
}
