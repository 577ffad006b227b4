//! What the desktop around the window can do.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the desktop around the window can do now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct DesktopStatus {
    /// Whether a window of Atelier is open that can do it.
    pub window: bool,
    /// Whether it shows notices.
    pub notices: bool,
    /// Whether it has dialogs to choose files and folders in.
    pub choosers: bool,
    /// Why the keys of quick entry do nothing, for a person; none while they work, or are off.
    pub quick_problem: Option<String>,
}

/// What a person is asked to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum PathKind {
    /// A folder that is there.
    Folder,
    /// A file that is there.
    File,
    /// A file to be written; the system asks before one that is there is chosen.
    NewFile,
}

/// A window of Atelier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum WindowKind {
    /// The main window.
    Main,
    /// The small one that begins a conversation.
    Quick,
    /// One conversation, in a window of its own.
    Conversation,
}
