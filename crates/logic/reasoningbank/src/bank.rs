//! The bank: patterns, and what is needed to find them.

mod exchange;
mod forget;
mod likeness;
mod load;
mod review;
mod stats;
mod store;

use std::collections::HashMap;

pub use self::{
    exchange::{Export, ImportReport, Refused},
    load::Loading,
    review::{Outcome, Reason, Review, Verdict},
    stats::Stats,
    store::{New, Stored},
};
use crate::{
    embed::{Meaning, normalize},
    error::BankError,
    index::{Document, Index},
    limits::Limits,
    numbered::Numbered,
    pattern::{Pattern, PatternId, Scope},
    text::{Language, terms},
    vectors::Vectors,
    worth::Decay,
};

/// What the response adds to the meaning of a message.
const RESPONSE_MEANING: f32 = 0.5;

/// A memory of patterns.
///
/// Everything is deterministic: the same calls in the same order give the same ids, the same
/// ranking and the same numbers.
#[derive(Clone, Debug, Default)]
pub struct ReasoningBank {
    pub(crate) limits: Limits,
    pub(crate) decay: Decay,
    pub(crate) language: Language,
    pub(crate) meaning: Meaning,
    pub(crate) vectors: Option<Vectors>,
    pub(crate) index: Index,
    /// Patterns by slot, in the order in which they came; none where one was forgotten.
    pub(crate) slots: Vec<Option<Entry>>,
    /// The number of each slot's scope; [`HIDDEN`] where nothing is to be recalled.
    pub(crate) shown: Vec<u32>,
    places: HashMap<PatternId, u32>,
    /// By their text.
    scopes: Numbered,
    /// By id.
    reviews: Vec<Review>,
    text_bytes: usize,
    forgotten: usize,
}

/// A pattern in its slot.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) pattern: Pattern,
}

/// Stands for a scope that nobody sees.
pub(crate) const HIDDEN: u32 = u32::MAX;

impl ReasoningBank {
    /// Makes an empty bank that finds by words alone.
    pub fn new(limits: Limits) -> Self {
        Self { limits, ..Self::default() }
    }

    /// Sets how fast evidence fades.
    #[must_use]
    pub fn with_decay(self, decay: Decay) -> Self {
        Self { decay, ..self }
    }

    /// Sets how words are reduced. For an empty bank: what is held was read the other way.
    #[must_use]
    pub fn with_language(self, language: Language) -> Self {
        Self { language, ..self }
    }

    /// Sets where meaning comes from, and makes the vectors of what is held anew. Where the caller
    /// gives them, they are still to come ([`ReasoningBank::set_vector`]).
    ///
    /// # Errors
    /// Vectors of no length, or of more than [`Vectors::MAX_LENGTH`].
    pub fn set_meaning(&mut self, meaning: Meaning) -> Result<(), BankError> {
        let length = match &meaning {
            Meaning::None => None,
            Meaning::Table(table) => Some(table.length()),
            Meaning::Given { length } => Some(*length),
        };
        let vectors = length.map(Vectors::new).transpose()?;
        (self.meaning, self.vectors) = (meaning, vectors);
        let slots = std::mem::take(&mut self.slots);
        let made: Result<(), BankError> = slots.iter().try_for_each(|entry| {
            let vector = entry.as_ref().and_then(|entry| self.vector_of(&entry.pattern));
            self.push_vector(vector.as_deref())
        });
        self.slots = slots;
        made
    }

    /// Hands in the vector of a pattern, from a model that the caller runs.
    ///
    /// # Errors
    /// An unknown pattern, the wrong length, or what is no number. Where vectors are not given
    /// from outside, every length is wrong.
    pub fn set_vector(&mut self, id: PatternId, vector: &[f32]) -> Result<(), BankError> {
        let slot = self.slot(id).ok_or(BankError::Unknown { id })?;
        match (&self.meaning, &mut self.vectors) {
            (Meaning::Given { .. }, Some(vectors)) => vectors.replace(slot, vector),
            _ => Err(BankError::Vector { expected: 0, found: vector.len() }),
        }
    }

    /// Returns the pattern with this id.
    pub fn get(&self, id: PatternId) -> Option<&Pattern> {
        self.entry(id).map(|entry| &entry.pattern)
    }

    /// Returns all patterns, in the order in which they came.
    pub fn patterns(&self) -> impl Iterator<Item = &Pattern> {
        self.slots.iter().flatten().map(|entry| &entry.pattern)
    }

    /// Returns how many patterns there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Groups the vectors where there are more than 100,000, so that searching stays quick. It
    /// takes seconds; [`Stats::ungrouped`] says when it is worth it again.
    pub fn group(&mut self) {
        if let Some(vectors) = &mut self.vectors {
            vectors.cluster();
        }
    }

    fn slot(&self, id: PatternId) -> Option<usize> {
        self.places.get(&id).map(|slot| *slot as usize)
    }

    fn entry(&self, id: PatternId) -> Option<&Entry> {
        self.slots.get(self.slot(id)?)?.as_ref()
    }

    fn pattern_mut(&mut self, id: PatternId) -> Result<&mut Pattern, BankError> {
        let slot = self.slot(id).ok_or(BankError::Unknown { id })?;
        let entry = self.slots.get_mut(slot).and_then(Option::as_mut);
        entry.map(|entry| &mut entry.pattern).ok_or(BankError::Unknown { id })
    }

    /// Returns the terms of a pattern, as the index has them.
    pub(crate) fn document(&self, pattern: &Pattern) -> Document {
        let read = |text| terms(self.indexed(text), self.language);
        Document::of(&read(&pattern.message), &read(&pattern.response))
    }

    /// Returns the part of a text that is read to find it by.
    pub(crate) fn indexed<'a>(&self, text: &'a str) -> &'a str {
        indexed(text, self.limits.indexed_bytes)
    }

    /// Returns what a pattern means, where a table says so.
    fn vector_of(&self, pattern: &Pattern) -> Option<Vec<f32>> {
        let Meaning::Table(table) = &self.meaning else { return None };
        let mut vector = table.embed(self.indexed(&pattern.message));
        if !pattern.response.is_empty() {
            let response = table.embed(self.indexed(&pattern.response));
            for (sum, number) in vector.iter_mut().zip(response) {
                *sum += RESPONSE_MEANING * number;
            }
            normalize(&mut vector);
        }
        Some(vector)
    }

    /// Adds a vector for the next slot; one that says nothing where there is none.
    fn push_vector(&mut self, vector: Option<&[f32]>) -> Result<(), BankError> {
        let Some(vectors) = &mut self.vectors else { return Ok(()) };
        match vector {
            Some(vector) => vectors.push(vector),
            None => vectors.push(&vec![0.0; vectors.length()]),
        }
    }

    /// Returns the number of a scope; none where no pattern was ever learned in it.
    pub(crate) fn scope(&self, scope: &Scope) -> Option<u32> {
        self.scopes.get(&scope.to_string())
    }

    /// Brings up to date whether a pattern is to be recalled, and where.
    pub(crate) fn show(&mut self, id: PatternId) {
        let Some(slot) = self.slot(id) else { return };
        let Some(Some(entry)) = self.slots.get(slot) else { return };
        let (scope, hidden) = (entry.pattern.scope.clone(), entry.pattern.suspended);
        let number = if hidden { HIDDEN } else { self.scope_place(&scope) };
        if let Some(shown) = self.shown.get_mut(slot) {
            *shown = number;
        }
    }

    fn scope_place(&mut self, scope: &Scope) -> u32 {
        u32::try_from(self.scopes.number(&scope.to_string())).unwrap_or(u32::MAX)
    }
}

/// Returns the first `limit` bytes of a text, or one or two less.
fn indexed(text: &str, limit: usize) -> &str {
    text.get(..text.floor_char_boundary(limit)).unwrap_or(text)
}
