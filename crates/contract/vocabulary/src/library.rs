//! What an export of everything holds beside conversations, one line each.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Budgets, ConversationId, Pattern, Project, Template, TemplateVersion, ThemeBase};

/// Something that an export of everything holds beside conversations.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LibraryItem {
    /// A project.
    Project {
        /// The project.
        project: Project,
    },
    /// A template.
    Template {
        /// The template as it is now.
        template: Template,
        /// Its text as it once was, oldest first, that of now included.
        versions: Vec<TemplateVersion>,
    },
    /// A theme that was installed or made.
    Theme {
        /// Identifies it.
        id: String,
        /// What it is called.
        name: String,
        /// Who made it; may be empty.
        author: String,
        /// What it stands on.
        base: ThemeBase,
        /// The values, `#rrggbb` by role.
        tokens: BTreeMap<String, String>,
    },
    /// Something that was learned.
    Pattern {
        /// The pattern.
        pattern: Pattern,
    },
    /// The budget of a single conversation.
    ConversationBudget {
        /// The conversation.
        conversation_id: ConversationId,
        /// How much may be spent in it, in billionths of a US dollar.
        limit_nano_usd: i64,
    },
    /// The budgets of days, months and conversations.
    Budgets {
        /// The budgets.
        budgets: Budgets,
    },
    /// The settings.
    Settings {
        /// The settings, as the version that wrote them has them.
        settings: Value,
    },
}
