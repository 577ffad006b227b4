//! Finding messages: in all conversations, and in one.

use atelier_rpc::api;
use atelier_vocabulary::{ConversationId, SearchResults, SimilarConversations, TextMatch};
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The longest query, in bytes.
pub const QUERY_BYTES: usize = 1 << 10;

api! {
    /// Finding messages: in all conversations, and in one.
    pub trait SearchApi in search {
        /// Finds titles and messages on all branches, best first, grouped by conversation. A query has words,
        /// "phrases", -words that must not be there, and the filters model: tag: project: role: before: after:
        /// is:pinned, archived, trashed or streaming, and has:code, image, document or tool.
        query find(FindMessages) -> SearchResults, provides [Conversations, Messages, Projects], requires [ConversationsRead];

        /// Finds a text in the messages of the branch that is shown, oldest first, whatever its case and accents.
        query within(FindWithin) -> Vec<TextMatch>, provides [Messages], requires [ConversationsRead];

        /// Finds the conversations that are about the same as one, the most alike first, and says why each was found.
        /// Titles and what the person asked are compared; nothing of the trash. It happens here: nothing is sent.
        query similar(FindSimilarTo) -> SimilarConversations, provides [Conversations, Messages], requires [ConversationsRead];
    }
}

/// What to find.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct FindMessages {
    /// The query. What cannot be understood of it is left out, and said.
    #[garde(length(bytes, max = QUERY_BYTES))]
    pub query: String,
    /// At most this many conversations (20 unless told, at most 100).
    #[serde(default)]
    #[ts(optional)]
    #[garde(range(min = 1, max = 100))]
    pub limit: Option<u32>,
    /// How far the person's clock is ahead of UTC, in minutes, for days in the query (0 unless told).
    #[serde(default)]
    #[ts(optional)]
    #[garde(range(min = -1440, max = 1440))]
    pub utc_offset: Option<i32>,
}

/// What to find in one conversation.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct FindWithin {
    /// The conversation.
    pub id: ConversationId,
    /// The text, taken literally; a blank one finds nothing.
    #[garde(length(bytes, max = QUERY_BYTES))]
    pub text: String,
}

/// What to find the like of.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct FindSimilarTo {
    /// The conversation.
    pub id: ConversationId,
    /// At most this many (8 unless told, at most 50).
    #[serde(default)]
    #[ts(optional)]
    #[garde(range(min = 1, max = 50))]
    pub limit: Option<u32>,
}
