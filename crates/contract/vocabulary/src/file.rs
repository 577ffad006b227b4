//! Folders that a person opened, and what was changed in them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{EditId, FolderId};

/// A folder that a person opened. What lies in others is neither read nor written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Folder {
    /// Identifies it.
    pub id: FolderId,
    /// Where it is, without links.
    pub path: String,
    /// When it was opened, in ms since 1970.
    #[ts(type = "number")]
    pub opened_at: i64,
}

/// A change to a file, as the journal has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct FileEdit {
    /// Identifies it.
    pub id: EditId,
    /// The folder, without links.
    pub folder: String,
    /// The file, below the folder.
    pub path: String,
    /// When it was made, in ms since 1970.
    #[ts(type = "number")]
    pub made_at: i64,
    /// The door through which it was asked for, such as `window:main`, `cli` or `http`.
    pub origin: String,
    /// The operation that made it.
    pub made_by: String,
    /// The edit that it takes back, if it does.
    pub undoes: Option<EditId>,
    /// The SHA-256 of the file before.
    pub hash_before: String,
    /// The SHA-256 of the file after.
    pub hash_after: String,
    /// What became of it.
    pub state: EditState,
    /// Whether the text before is still kept, without which it cannot be undone.
    pub text_kept: bool,
}

/// What became of a change to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum EditState {
    /// It was begun, and nobody has said that it was made: Atelier may have ended meanwhile.
    Begun,
    /// It was made.
    Made,
    /// It was made and taken back.
    Undone,
}
