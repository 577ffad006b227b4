//! The context: what would be sent next, how long it is and what it may cost.

use atelier_rpc::api;
use atelier_vocabulary::{
    Context, ContextMark, ContextMeter, ContextSummary, ConversationId, Effort, MessageId,
};
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

api! {
    /// The context: what would be sent next, how long it is and what it may cost.
    pub trait ContextApi in context {
        /// Says how long the next request is and what it may cost. The endpoint counts it where `count` says so; else the tokens are those counted before, or an estimate.
        query meter(MeterContext) -> ContextMeter, provides [Context, Messages, Settings, Models, Budgets, Projects], requires [ConversationsRead, ModelCall];

        /// Lists exactly what would be sent next in a conversation, with the tokens of each part.
        query parts(MeterContext) -> Context, provides [Context, Messages, Settings, Models, Budgets, Projects], requires [ConversationsRead, ModelCall];

        /// Pins a message, or leaves it or one of its blocks out of what is sent; none takes the mark away. The message stays where it is.
        command mark(MarkContext) -> MarkContext, invalidates [Context], requires [ConversationsWrite];

        /// Has the model sum up what was said before the last turns. The summary waits to be read, and changes nothing.
        command summarize(SummarizeContext) -> ContextSummary, invalidates [Context, Usage], requires [ConversationsWrite, ModelCall], scope(turn = conversation_id), limit(300);

        /// Sends the summary that waits, with this text, in place of the messages it stands for. These stay where they are; those pinned are sent too.
        command accept_summary(AcceptSummary) -> ContextSummary, invalidates [Context], requires [ConversationsWrite];

        /// Throws the summary that waits away.
        command discard_summary(ContextOf) -> ContextOf, invalidates [Context], requires [ConversationsWrite];

        /// Takes the last accepted summary back: what it stood for is sent again.
        command undo_summary(ContextOf) -> ContextOf, invalidates [Context], requires [ConversationsWrite];
    }
}

/// What would be sent.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct MeterContext {
    /// The conversation; none means one that is not created yet.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub conversation_id: Option<ConversationId>,
    /// What the person is about to say; it may be empty.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    #[garde(length(bytes, max = super::conversation::MESSAGE_BYTES))]
    pub text: String,
    /// The model, where there is no conversation yet that has one.
    #[serde(default)]
    #[ts(optional = nullable)]
    #[garde(length(min = 1, max = 200))]
    pub model: Option<String>,
    /// The effort, where there is no conversation yet that has one.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub effort: Option<Effort>,
    /// Whether the endpoint is asked to count what it has not counted before.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub count: bool,
}

/// What to mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct MarkContext {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The message.
    pub message_id: MessageId,
    /// The place of one of its blocks; none marks the whole message.
    #[serde(default)]
    #[ts(optional = nullable)]
    #[garde(range(max = 100_000))]
    pub block: Option<u32>,
    /// The mark; none takes it away. A block can only be left out.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub mark: Option<ContextMark>,
}

/// What to sum up.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct SummarizeContext {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// So many of the last turns are left as they are (2 unless told).
    #[serde(default)]
    #[ts(optional)]
    #[garde(range(min = 1, max = 100))]
    pub keep_turns: Option<u32>,
}

/// A summary, as a person wants it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct AcceptSummary {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// What it says.
    #[garde(length(bytes, min = 1, max = 262_144))]
    pub text: String,
}

/// Whose context is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct ContextOf {
    /// The conversation.
    pub conversation_id: ConversationId,
}
