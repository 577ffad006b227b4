//! Patterns: what was asked, what was answered, and what came of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{ConversationId, PatternId};

/// What was learned once: a message, the response to it, and how well that went.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Pattern {
    /// Identifies it. It follows from scope, message and response.
    pub id: PatternId,
    /// Where it belongs.
    pub scope: PatternScope,
    /// What was asked, its first 8 KiB.
    pub message: String,
    /// What was answered, its first 8 KiB; may be empty.
    pub response: String,
    /// How well it went when it was learned, from 0 (failed) to 1 (succeeded).
    pub score: f32,
    /// Who taught it.
    pub source: PatternSource,
    /// How often it helped.
    pub wins: u32,
    /// How often it did not.
    pub losses: u32,
    /// How often it was learned again, word for word.
    pub repeats: u32,
    /// When it was last used or learned again, in ms since 1970.
    #[ts(type = "number | null")]
    pub last_used_at: Option<i64>,
    /// Never forgotten to make room.
    pub pinned: bool,
    /// Called wrong by a person, and not found any more until they call it right.
    pub suspended: bool,
    /// When it was learned, in ms since 1970.
    #[ts(type = "number")]
    pub created_at: i64,
}

/// Where a pattern belongs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum PatternScope {
    /// Everywhere.
    #[default]
    Global,
    /// In one project.
    Project {
        /// Its name, at most 200 bytes.
        name: String,
    },
    /// In one conversation. It goes when the conversation does.
    Conversation {
        /// The conversation.
        id: ConversationId,
    },
}

/// Who taught a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum PatternSource {
    /// A message and its answer, as they passed.
    Conversation,
    /// A person, on purpose.
    Person,
    /// An import.
    Import,
}

/// Something learned that is like a text, and why it was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SimilarPattern {
    /// The pattern.
    pub id: PatternId,
    /// The conversation it was learned in; none where a person taught it.
    pub conversation_id: Option<ConversationId>,
    /// The conversation's title; empty where there is none.
    pub title: String,
    /// The beginning of what was asked.
    pub message: String,
    /// The beginning of what was answered.
    pub response: String,
    /// How alike it is, from 0 to 1 (the same text).
    pub similarity: f32,
    /// The words of the text that are in it, those that counted most first.
    pub matched: Vec<MatchedWord>,
    /// The share of uses that went well, from 0 to 1.
    pub success_rate: f32,
    /// How often it helped.
    pub wins: u32,
    /// How often it did not.
    pub losses: u32,
    /// Never forgotten to make room.
    pub pinned: bool,
    /// When it was learned, in ms since 1970.
    #[ts(type = "number")]
    pub created_at: i64,
}

/// A word that a text and a pattern share.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MatchedWord {
    /// The word, without case and accents.
    pub word: String,
    /// Its share of the match, from 0 to 1.
    pub share: f32,
}

/// Something learned on which a person should decide.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PatternReview {
    /// The pattern, whole.
    pub pattern: Pattern,
    /// Why.
    pub reasons: Vec<ReviewReason>,
}

/// Why a person should look at a pattern.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum ReviewReason {
    /// It differs from another by few words.
    NearlyTheSame {
        /// The other.
        of: PatternId,
        /// The beginning of what was asked there.
        message: String,
    },
    /// The same was asked and answered differently, and one went well where the other did not.
    Contradicts {
        /// The other.
        of: PatternId,
        /// The beginning of what was answered there.
        response: String,
    },
    /// It failed more often than it helped.
    Doubtful,
    /// A person called it wrong. It is not found until they decide.
    CalledWrong,
}
