//! Links into Atelier, from other programs.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ConversationId;

/// A link that was opened, and waits for a page to go where it leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Link {
    /// Tells it from the others of this run.
    pub number: u32,
    /// Where it leads.
    pub leads: LinkPlace,
}

/// Where a link leads. None of these sends, runs or changes anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LinkPlace {
    /// To a new conversation, with a text that a person may send.
    New {
        /// What the composer is to hold; it may be empty.
        text: String,
        /// The name of the project that the conversation is to belong to.
        project: Option<String>,
    },
    /// To a conversation, which need not be there.
    Conversation {
        /// The conversation.
        id: ConversationId,
    },
    /// To the settings.
    Settings {
        /// Which of their pages; none is the first.
        section: Option<String>,
    },
    /// Nowhere: a person clicked on a link that was refused, and is told why.
    Refused {
        /// Why, for a person.
        why: String,
    },
}
