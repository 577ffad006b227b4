//! Projects, and where conversations stand: pinned, archived, tagged, in a project, gone for good.

use atelier_rpc::{NoInput, api};
use atelier_vocabulary::{Conversation, ConversationId, Project, ProjectColor, ProjectId, Tag};
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The longest instructions of a project, in bytes.
pub const INSTRUCTIONS_BYTES: usize = 64 << 10;

/// How many conversations one call changes.
pub const CHANGED_AT_ONCE: usize = 500;

api! {
    /// Projects: conversations that belong together.
    pub trait ProjectApi in project {
        /// Lists the projects by name.
        query list(NoInput) -> Vec<Project>, provides [Projects], requires [ConversationsRead];

        /// Creates a project.
        command create(CreateProject) -> Project, invalidates [Projects], requires [ConversationsWrite];

        /// Changes a project; what is not named stays.
        command update(UpdateProject) -> Project, invalidates [Projects], requires [ConversationsWrite];

        /// Deletes a project. Its conversations stay, without a project.
        command delete(DeleteProject) -> Project, invalidates [Conversations, Projects], requires [ConversationsWrite];
    }
}

api! {
    /// Where conversations stand.
    pub trait ShelfApi in shelf {
        /// Lists the tags in use by name.
        query tags(NoInput) -> Vec<Tag>, provides [Conversations], requires [ConversationsRead];

        /// Pins conversations to the top of the list, or lets them go.
        command pin(PinConversations) -> Vec<Conversation>, invalidates [Conversations], requires [ConversationsWrite];

        /// Puts conversations in the archive, out of the list, or takes them back. They are still found.
        command archive(ArchiveConversations) -> Vec<Conversation>, invalidates [Conversations], requires [ConversationsWrite];

        /// Moves conversations into a project, or out of any.
        command assign(AssignConversations) -> Vec<Conversation>, invalidates [Conversations, Projects], requires [ConversationsWrite];

        /// Gives a conversation these tags instead of those it has.
        command tag(TagConversation) -> Conversation, invalidates [Conversations], requires [ConversationsWrite];

        /// Deletes conversations in the trash for good: nothing of them can be restored or found.
        command erase(EraseConversations) -> Erased, invalidates [Conversations, Messages, Patterns, Projects], requires [ConversationsWrite];

        /// Deletes everything in the trash for good.
        command empty_trash(NoInput) -> Erased, invalidates [Conversations, Messages, Patterns, Projects], requires [ConversationsWrite], limit(300);
    }
}

/// A new project.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct CreateProject {
    /// Its name, which no other has.
    #[garde(length(chars, min = 1, max = 80))]
    pub name: String,
    /// Its colour.
    #[serde(default)]
    #[ts(optional)]
    pub color: Option<ProjectColor>,
    /// What Claude is told in each of its conversations.
    #[serde(default)]
    #[ts(optional)]
    #[garde(length(bytes, max = INSTRUCTIONS_BYTES))]
    pub instructions: Option<String>,
}

/// What to change of a project.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct UpdateProject {
    /// The project.
    pub id: ProjectId,
    /// Its new name.
    #[serde(default)]
    #[ts(optional)]
    #[garde(length(chars, min = 1, max = 80))]
    pub name: Option<String>,
    /// Its new colour.
    #[serde(default)]
    #[ts(optional)]
    pub color: Option<ProjectColor>,
    /// What Claude is told from now on.
    #[serde(default)]
    #[ts(optional)]
    #[garde(length(bytes, max = INSTRUCTIONS_BYTES))]
    pub instructions: Option<String>,
}

/// Which project to delete.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct DeleteProject {
    /// The project.
    pub id: ProjectId,
}

/// Which conversations to pin.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct PinConversations {
    /// The conversations.
    #[garde(length(max = CHANGED_AT_ONCE))]
    pub ids: Vec<ConversationId>,
    /// Whether they are pinned from now on.
    pub pinned: bool,
}

/// Which conversations to archive.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct ArchiveConversations {
    /// The conversations.
    #[garde(length(max = CHANGED_AT_ONCE))]
    pub ids: Vec<ConversationId>,
    /// Whether they are in the archive from now on.
    pub archived: bool,
}

/// Which conversations to move.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct AssignConversations {
    /// The conversations.
    #[garde(length(max = CHANGED_AT_ONCE))]
    pub ids: Vec<ConversationId>,
    /// Their project from now on; none takes them out of any.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub project_id: Option<ProjectId>,
}

/// The tags of a conversation.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct TagConversation {
    /// The conversation.
    pub id: ConversationId,
    /// Its tags from now on: each a word or a few, whatever the case.
    #[garde(length(max = 20), inner(length(chars, min = 1, max = 40)))]
    pub tags: Vec<String>,
}

/// Which conversations to delete for good.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct EraseConversations {
    /// The conversations. Those that are not in the trash stay.
    #[garde(length(max = CHANGED_AT_ONCE))]
    pub ids: Vec<ConversationId>,
}

/// How much was deleted for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Erased {
    /// Conversations.
    #[ts(type = "number")]
    pub conversations: u32,
}
