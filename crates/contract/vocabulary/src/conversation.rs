//! Conversations: ordered messages with settings and a title.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{ConversationId, Effort, MessageId, ProjectId};

/// Ordered messages with settings and a title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Conversation {
    /// Identifies it.
    pub id: ConversationId,
    /// Its title; empty until the first message gives it one.
    pub title: String,
    /// Who gave it the title.
    pub title_source: TitleSource,
    /// The model that answers; none follows the default of the settings.
    pub model: Option<String>,
    /// How hard the model thinks; none follows the model's own default.
    pub effort: Option<Effort>,
    /// The last message of the branch that is shown.
    pub head_id: Option<MessageId>,
    /// How many messages it holds, on all branches.
    pub message_count: u32,
    /// What is happening in it.
    pub state: ConversationState,
    /// What it cost so far, in billionths of a US dollar, unknown prices left out.
    #[ts(type = "number")]
    pub cost_nano_usd: i64,
    /// Whether some message's price is unknown, so that the cost is a lower bound.
    pub cost_is_partial: bool,
    /// When it was created, in ms since 1970.
    #[ts(type = "number")]
    pub created_at: i64,
    /// When it last changed, in ms since 1970.
    #[ts(type = "number")]
    pub updated_at: i64,
    /// When it was moved to the trash, in ms since 1970; none if it was not.
    #[ts(type = "number | null")]
    pub trashed_at: Option<i64>,
    /// The project it belongs to.
    pub project_id: Option<ProjectId>,
    /// When it was pinned, in ms since 1970; none if it is not.
    #[ts(type = "number | null")]
    pub pinned_at: Option<i64>,
    /// When it was put in the archive, in ms since 1970; none if it is not there.
    #[ts(type = "number | null")]
    pub archived_at: Option<i64>,
    /// Its tags, without their case.
    pub tags: Vec<String>,
}

impl Conversation {
    /// Returns a conversation without a title, in which nothing was said yet.
    pub fn empty(id: ConversationId, created_at: i64) -> Self {
        Self {
            id,
            title: String::new(),
            title_source: TitleSource::Auto,
            model: None,
            effort: None,
            head_id: None,
            message_count: 0,
            state: ConversationState::Idle,
            cost_nano_usd: 0,
            cost_is_partial: false,
            created_at,
            updated_at: created_at,
            trashed_at: None,
            project_id: None,
            pinned_at: None,
            archived_at: None,
            tags: Vec::new(),
        }
    }
}

/// Who gave a conversation its title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum TitleSource {
    /// Atelier, from the first message. It may be replaced.
    Auto,
    /// The person. It is never replaced.
    Person,
}

/// What is happening in a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConversationState {
    /// Nothing.
    Idle,
    /// An answer is arriving.
    Streaming,
}
