//! Learning: what is new is kept, what is known counts again.

use serde::{Deserialize, Serialize};

use super::{Entry, HIDDEN, Reason, ReasoningBank, indexed};
use crate::{
    embed::Meaning,
    error::BankError,
    index::Reader,
    pattern::{Outcomes, Pattern, PatternId, Scope, Source},
};

/// What is to be learned.
#[derive(Clone, Debug, Default)]
pub struct New<'a> {
    /// What was asked.
    pub message: &'a str,
    /// What was answered; may be empty.
    pub response: &'a str,
    /// How well it went, from 0 (failed) to 1 (succeeded).
    pub score: f32,
    /// Where it may be recalled.
    pub scope: Scope,
    /// Who teaches it.
    pub source: Source,
    /// The conversation it comes from.
    pub origin: Option<&'a str>,
    /// What it means, where the caller runs the model.
    pub vector: Option<&'a [f32]>,
    /// The time, in Unix milliseconds.
    pub now: i64,
}

/// What became of something that was to be learned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stored {
    /// Its id.
    pub id: PatternId,
    /// Whether the same was known in this scope, so that it now counts as confirmed.
    pub repeated: bool,
    /// What had to be forgotten to make room.
    pub forgotten: Vec<PatternId>,
    /// Why a person should look at it.
    pub review: Vec<Reason>,
}

impl ReasoningBank {
    /// Learns a message, the response to it, and how well that went, for recall everywhere.
    ///
    /// # Errors
    /// As [`ReasoningBank::store`].
    pub fn store_pattern(
        &mut self,
        message: &str,
        response: &str,
        score: f32,
        now: i64,
    ) -> Result<Stored, BankError> {
        self.store(&New { message, response, score, now, ..New::default() })
    }

    /// Learns a pattern. One that is known in its scope, word for word, is not kept twice: it
    /// counts as learned again, and a score of at least one half as a success.
    ///
    /// # Errors
    /// Texts that are empty or too long, a score outside 0 to 1, a vector that does not fit, and a
    /// memory that is full of pinned patterns. Nothing is stored then.
    pub fn store(&mut self, new: &New<'_>) -> Result<Stored, BankError> {
        let id = PatternId::of(&new.scope, new.message, new.response);
        let pattern = Pattern {
            id,
            scope: new.scope.clone(),
            message: new.message.to_owned(),
            response: new.response.to_owned(),
            score: new.score,
            source: new.source,
            origin: new.origin.map(str::to_owned),
            created_at: new.now,
            outcomes: Outcomes::default(),
            pinned: false,
            suspended: false,
        };
        self.check(&pattern)?;
        if let Ok(known) = self.pattern_mut(id) {
            let outcomes = &mut known.outcomes;
            outcomes.repeats = outcomes.repeats.saturating_add(1);
            let count = if new.score >= 0.5 { &mut outcomes.wins } else { &mut outcomes.losses };
            *count = count.saturating_add(1);
            outcomes.last_used_at = outcomes.last_used_at.max(Some(new.now));
            let stored = Stored { id, repeated: true, forgotten: Vec::new(), review: Vec::new() };
            return Ok(stored);
        }
        let review = self.doubles_of(&pattern);
        let forgotten = self.make_room(&pattern, new.now)?;
        self.insert(pattern, new.vector, None)?;
        let review: Vec<Reason> = review.into_iter().filter(|it| self.concerns_known(it)).collect();
        for reason in &review {
            self.ask(id, reason.clone());
        }
        Ok(Stored { id, repeated: false, forgotten, review })
    }

    /// Checks that a pattern may be held.
    pub(super) fn check(&self, pattern: &Pattern) -> Result<(), BankError> {
        let limits = &self.limits;
        let name = pattern.scope.name();
        let origin = pattern.origin.as_deref().unwrap_or_default();
        for (part, text, limit) in [
            ("message", pattern.message.as_str(), limits.message_bytes),
            ("response", &pattern.response, limits.response_bytes),
            ("name of the scope", name, limits.name_bytes),
            ("origin", origin, limits.name_bytes),
        ] {
            if text.len() > limit {
                return Err(BankError::TooLong { part, bytes: text.len(), limit });
            }
        }
        if pattern.message.trim().is_empty() {
            return Err(BankError::Empty);
        }
        if !(0.0..=1.0).contains(&pattern.score) {
            return Err(BankError::Score { score: pattern.score });
        }
        Ok(())
    }

    /// Adds a pattern that was checked and is not known.
    pub(super) fn insert(
        &mut self,
        pattern: Pattern,
        given: Option<&[f32]>,
        reader: Option<&mut Reader>,
    ) -> Result<(), BankError> {
        match (&self.meaning, given) {
            (Meaning::Given { .. }, _) => self.push_vector(given)?,
            (Meaning::Table(_), _) => {
                let vector = self.vector_of(&pattern);
                self.push_vector(vector.as_deref())?;
            }
            (Meaning::None, None) => {}
            (Meaning::None, Some(vector)) => {
                return Err(BankError::Vector { expected: 0, found: vector.len() });
            }
        }
        match reader {
            None => {
                let document = self.document(&pattern);
                self.index.add(&document);
            }
            Some(reader) => {
                let limit = self.limits.indexed_bytes;
                let read = |text| indexed(text, limit);
                let texts = [read(&pattern.message), read(&pattern.response)];
                self.index.read(reader, texts, self.language);
            }
        }
        let slot = u32::try_from(self.slots.len()).unwrap_or(u32::MAX);
        self.places.insert(pattern.id, slot);
        self.text_bytes += text_bytes(&pattern);
        let id = pattern.id;
        self.slots.push(Some(Entry { pattern }));
        self.shown.push(HIDDEN);
        self.show(id);
        Ok(())
    }
}

/// Returns how much memory the texts of a pattern take, in bytes.
pub(super) fn text_bytes(pattern: &Pattern) -> usize {
    let name = pattern.scope.name().len();
    let origin = pattern.origin.as_ref().map_or(0, String::len);
    pattern.message.len() + pattern.response.len() + name + origin
}
