//! What a search finds.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Conversation, MatchedWord, MessageId, Role};

/// What a search found, best first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SearchResults {
    /// The conversations, each with its best messages.
    pub conversations: Vec<FoundConversation>,
    /// Whether there are more conversations than were asked for.
    pub has_more: bool,
    /// Parts of the query that were not understood and left out, each as a sentence for a person.
    pub notes: Vec<String>,
    /// Words that nothing holds, and those that were looked for instead.
    pub corrections: Vec<Correction>,
    /// Whether nothing holds all words, so that what holds most of them is shown.
    pub relaxed: bool,
    /// Whether older messages are still being made findable, so that something may be missing.
    pub incomplete: bool,
}

/// A conversation that a search found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct FoundConversation {
    /// The conversation.
    pub conversation: Conversation,
    /// Its title, with what was looked for marked.
    pub title: Vec<SnippetPart>,
    /// Its best messages; none where only the title or a filter found it.
    pub messages: Vec<FoundMessage>,
}

/// A message that a search found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct FoundMessage {
    /// The message, on whichever branch.
    pub id: MessageId,
    /// Who speaks.
    pub role: Role,
    /// When it was begun, in ms since 1970.
    #[ts(type = "number")]
    pub created_at: i64,
    /// The best part of its text, in one line.
    pub snippet: Vec<SnippetPart>,
}

/// A part of a text that is shown: plain text, never markup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SnippetPart {
    /// The text.
    pub text: String,
    /// Whether it is what was looked for.
    pub marked: bool,
}

/// A word that nothing holds, and what was looked for instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Correction {
    /// What was written.
    pub written: String,
    /// Words like it that something holds.
    pub instead: Vec<String>,
}

/// A message of one conversation in which a text was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct TextMatch {
    /// The message, on the branch that is shown.
    pub message_id: MessageId,
    /// How often the text stands in it.
    pub count: u32,
}

/// A conversation that is about the same as another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SimilarConversation {
    /// The conversation.
    pub conversation: Conversation,
    /// The beginning of what was asked in it, in one line.
    pub asked: String,
    /// How alike they are, from 0 to 1.
    pub similarity: f32,
    /// The words that both have, those that say most first.
    pub matched: Vec<MatchedWord>,
}

/// The conversations that are most like another.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SimilarConversations {
    /// The conversations, the most alike first.
    pub conversations: Vec<SimilarConversation>,
    /// How many conversations were compared.
    pub compared: u32,
    /// Whether nothing was said in this one yet, so that it is like no other.
    pub blank: bool,
}
