//! What is taken out of Atelier as files, and what is taken in from other programs.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ImportId;

/// How one conversation is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// Markdown, to be read and edited.
    Markdown,
    /// Everything that is known of it, to be read by programs and by Atelier again.
    Json,
    /// One page without scripts, which needs no network, to be read and printed.
    Html,
}

/// Which messages of a conversation are written down.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum ExportBranches {
    /// Those of the branch that is shown.
    #[default]
    Shown,
    /// All, each branch after the message it follows.
    All,
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ExportedFile {
    /// Where it is.
    pub path: String,
    /// How large it is.
    #[ts(type = "number")]
    pub bytes: u64,
    /// How many conversations it holds.
    pub conversations: u32,
    /// How many messages it holds.
    #[ts(type = "number")]
    pub messages: u64,
}

/// What happens while everything is written down, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ExportEvent {
    /// It goes on.
    Progress {
        /// How many conversations are written.
        conversations: u32,
        /// How many there are.
        of: u32,
    },
    /// The file is whole, and has its name.
    Written {
        /// The file.
        file: ExportedFile,
    },
}

/// The program that histories come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ImportSource {
    /// Atelier itself: an export of everything, or a conversation as JSON.
    Atelier,
    /// The export of ChatGPT: `conversations.json`, alone or in its zip.
    #[serde(rename = "chatgpt")]
    ChatGpt,
    /// The export of claude.ai: `conversations.json`, alone or in its zip.
    Claude,
    /// The export of Open WebUI: a list of chats.
    #[serde(rename = "open_webui")]
    OpenWebUi,
    /// The sessions of Claude Code: `.jsonl`, alone or in a folder.
    ClaudeCode,
}

/// What an import brings, or would bring.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ImportReport {
    /// Where it comes from; none where nothing was recognised.
    pub source: Option<ImportSource>,
    /// Conversations that were not here before.
    pub new_conversations: u32,
    /// Conversations that were here, and have new messages.
    pub grown_conversations: u32,
    /// Conversations that were here whole; they stay as they are.
    pub known_conversations: u32,
    /// Messages that were not here before, on all branches.
    #[ts(type = "number")]
    pub new_messages: u64,
    /// Pictures, recordings and files that are named, and are not taken in.
    #[ts(type = "number")]
    pub missing_files: u64,
    /// What it brings beside conversations.
    pub collections: LibraryCounts,
    /// What is left out, or is taken otherwise than it stands there, and why.
    pub remarks: Vec<ImportRemark>,
    /// When the first of its conversations was begun, in ms since 1970.
    #[ts(type = "number | null")]
    pub first_at: Option<i64>,
    /// When the last of its conversations changed, in ms since 1970.
    #[ts(type = "number | null")]
    pub last_at: Option<i64>,
}

/// What an import brings beside conversations, and was not here before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
pub struct LibraryCounts {
    /// Projects.
    pub projects: u32,
    /// Templates, with their versions.
    pub templates: u32,
    /// Themes.
    pub themes: u32,
    /// Patterns that were learned.
    pub patterns: u32,
    /// Budgets of single conversations.
    pub budgets: u32,
    /// Whether there are settings and budgets in it, which are taken only when told.
    pub has_settings: bool,
}

/// Something that an import leaves out or takes otherwise than it stands there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ImportRemark {
    /// What, and why, in words for a person.
    pub text: String,
    /// Whether it is left out.
    pub left_out: bool,
    /// How often.
    #[ts(type = "number")]
    pub count: u64,
    /// The first that it is about: its title, or where it stands.
    pub example: Option<String>,
}

/// What happens while histories are read, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ImportEvent {
    /// It goes on.
    Progress {
        /// How much is read, in bytes.
        #[ts(type = "number")]
        bytes: u64,
        /// How much there is to read, in bytes.
        #[ts(type = "number")]
        of: u64,
        /// How many conversations were met.
        conversations: u32,
    },
    /// All is read.
    Finished {
        /// What it brings, or would bring.
        report: ImportReport,
        /// The import; none where nothing was to be kept.
        import_id: Option<ImportId>,
    },
}

/// An import that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Import {
    /// Identifies it.
    pub id: ImportId,
    /// Where it came from.
    pub source: ImportSource,
    /// The file or folder that was read.
    pub path: String,
    /// When it was begun, in ms since 1970.
    #[ts(type = "number")]
    pub started_at: i64,
    /// When all was read, in ms since 1970; none where it was stopped before. What had come by
    /// then is whole.
    #[ts(type = "number | null")]
    pub ended_at: Option<i64>,
    /// When it was taken back, in ms since 1970.
    #[ts(type = "number | null")]
    pub undone_at: Option<i64>,
    /// The conversations that it brought and that are still here, in the trash or not.
    pub conversations: u32,
    /// The messages that it brought.
    #[ts(type = "number")]
    pub messages: u64,
}
