//! Patterns: what was learned from conversations, found again and forgotten.

use atelier_rpc::{NoInput, api};
use atelier_vocabulary::{Page, Pattern, PatternId, PatternReview, PatternScope, SimilarPattern};
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The longest text of a pattern, in bytes. No more than this is read to find it by.
pub const PATTERN_TEXT_BYTES: usize = 8 << 10;

/// How many patterns one import takes.
pub const IMPORTED_AT_ONCE: usize = 500;

api! {
    /// Patterns: what was learned from conversations, found again and forgotten.
    pub trait PatternApi in pattern {
        /// Finds what was learned that is most like a text, best first, and says why each was found.
        /// Of each conversation the best alone; nothing of those in the trash.
        query similar(FindSimilar) -> Vec<SimilarPattern>, provides [Patterns], requires [ConversationsRead];

        /// Says how much is learned, and how much memory that takes.
        query stats(NoInput) -> PatternStats, provides [Patterns, Settings], requires [ConversationsRead];

        /// Lists what is learned, last learned first.
        query list(ListPatterns) -> Page<Pattern>, provides [Patterns], requires [ConversationsRead];

        /// Lists what waits for a person's word: what was called wrong, and doubles, contradictions and
        /// failures that were noticed since the store was opened. `pattern.score` and `pattern.forget` decide.
        query reviews(NoInput) -> Vec<PatternReview>, provides [Patterns], requires [ConversationsRead];

        /// Learns a message, the response to it and how well that went. What is known in its scope, word for word, counts as learned again.
        command store(StorePattern) -> Pattern, invalidates [Patterns], requires [ConversationsWrite];

        /// Counts whether a pattern helped. One that is called wrong is not found any more until it is called right.
        command score(ScorePattern) -> Pattern, invalidates [Patterns], requires [ConversationsWrite];

        /// Pins a pattern, so that it is never forgotten to make room, or lets it go.
        command pin(PinPattern) -> Pattern, invalidates [Patterns], requires [ConversationsWrite];

        /// Forgets a pattern: nothing of it stays in the store.
        command forget(ForgetPattern) -> ForgottenPatterns, invalidates [Patterns], requires [ConversationsWrite];

        /// Forgets everything that was learned. Conversations stay.
        command forget_all(NoInput) -> ForgottenPatterns, invalidates [Patterns], requires [ConversationsWrite];

        /// Takes in patterns as `pattern.list` returns them. What belongs to a conversation that is not here becomes global.
        command import(ImportPatterns) -> ImportedPatterns, invalidates [Patterns], requires [ConversationsWrite];
    }
}

/// What to find the like of.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct FindSimilar {
    /// The text. Its first 8 KiB are read; a blank one finds nothing.
    #[garde(length(bytes, max = super::conversation::MESSAGE_BYTES))]
    pub text: String,
    /// Where to look: in this scope and in what is global. None looks everywhere.
    #[serde(default)]
    #[ts(optional)]
    #[garde(custom(named))]
    pub scope: Option<PatternScope>,
    /// At most this many (5 unless told, at most 50).
    #[serde(default)]
    #[ts(optional)]
    #[garde(range(min = 1, max = 50))]
    pub limit: Option<u32>,
    /// At least this alike, from 0 to 1. None finds nothing unless the best is clearly alike.
    #[serde(default)]
    #[ts(optional)]
    #[garde(range(min = 0.0, max = 1.0))]
    pub threshold: Option<f32>,
}

/// How much is learned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PatternStats {
    /// Whether conversations are learned from.
    pub learning: bool,
    /// Patterns.
    #[ts(type = "number")]
    pub patterns: u64,
    /// Of these, pinned.
    #[ts(type = "number")]
    pub pinned: u64,
    /// Of these, called wrong.
    #[ts(type = "number")]
    pub suspended: u64,
    /// How often patterns helped.
    #[ts(type = "number")]
    pub wins: u64,
    /// How often they did not.
    #[ts(type = "number")]
    pub losses: u64,
    /// Different words that patterns are found by.
    #[ts(type = "number")]
    pub words: u64,
    /// What patterns and their index take in memory, in bytes.
    #[ts(type = "number")]
    pub memory_bytes: u64,
    /// The most that they may take, in bytes; beyond it, what is worth least is forgotten.
    #[ts(type = "number")]
    pub memory_limit_bytes: u64,
}

/// Which patterns to list.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct ListPatterns {
    /// Where the last page ended (`next_cursor`).
    #[serde(default)]
    #[ts(optional)]
    #[garde(length(max = 200))]
    pub cursor: Option<String>,
    /// At most this many (50 unless told, at most 200).
    #[serde(default)]
    #[ts(optional)]
    #[garde(range(min = 1, max = 200))]
    pub limit: Option<u32>,
}

/// What to learn.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct StorePattern {
    /// What was asked.
    #[garde(length(bytes, min = 1, max = PATTERN_TEXT_BYTES))]
    pub message: String,
    /// What was answered; may be empty.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    #[garde(length(bytes, max = PATTERN_TEXT_BYTES))]
    pub response: String,
    /// How well it went, from 0 (failed) to 1 (succeeded).
    #[garde(range(min = 0.0, max = 1.0))]
    pub score: f32,
    /// Where it belongs; none means everywhere.
    #[serde(default)]
    #[ts(optional)]
    #[garde(custom(named))]
    pub scope: Option<PatternScope>,
}

/// Whether a pattern helped.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct ScorePattern {
    /// The pattern.
    pub id: PatternId,
    /// What came of it.
    pub outcome: PatternOutcome,
}

/// What came of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum PatternOutcome {
    /// It helped.
    Right,
    /// It is wrong, or has nothing to do with what was asked.
    Wrong,
}

/// Which pattern to pin, or to let go.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct PinPattern {
    /// The pattern.
    pub id: PatternId,
    /// Whether it is pinned from now on.
    pub pinned: bool,
}

/// Which pattern to forget.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct ForgetPattern {
    /// The pattern.
    pub id: PatternId,
}

/// How much was forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ForgottenPatterns {
    /// Patterns.
    #[ts(type = "number")]
    pub patterns: u64,
}

/// Patterns to take in.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct ImportPatterns {
    /// The patterns. Each is checked by itself, and its id is made anew.
    #[garde(length(min = 1, max = IMPORTED_AT_ONCE), custom(numbered))]
    pub patterns: Vec<Pattern>,
}

/// What came of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ImportedPatterns {
    /// How many are new.
    pub added: u32,
    /// How many were known; the larger counts were kept.
    pub merged: u32,
    /// Why the others were refused, each a sentence for a person, in order.
    pub refused: Vec<String>,
}

/// Refuses the name of a project that is empty or too long.
#[expect(clippy::ref_option, reason = "the shape that the validation calls")]
fn named<C>(scope: &Option<PatternScope>, _context: &C) -> garde::Result {
    match scope {
        Some(PatternScope::Project { name }) if name.is_empty() || name.len() > 200 => {
            Err(garde::Error::new("a project's name has 1 to 200 bytes"))
        }
        _ => Ok(()),
    }
}

/// Refuses a score that is too large to be a number, and could not be said again.
fn numbered<C>(patterns: &[Pattern], _context: &C) -> garde::Result {
    if patterns.iter().all(|pattern| pattern.score.is_finite()) {
        return Ok(());
    }
    Err(garde::Error::new("a score is no number"))
}
