//! Folders: which parts of the disk a person opened to Atelier.

use atelier_rpc::{NoInput, api};
use atelier_vocabulary::{Folder, FolderId};
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

api! {
    /// Folders: which parts of the disk a person opened to Atelier.
    pub trait FolderApi in folder {
        /// Lists the folders that are open, last opened first.
        query list(NoInput) -> Vec<Folder>, provides [Folders], requires [FilesRead];

        /// Suggests folders whose path begins with what was typed. `~` is the home folder.
        query suggest(SuggestFolders) -> Vec<String>, requires [FoldersWrite];

        /// Opens a folder: what lies in it may be read and changed from then on. The whole disk, the home folder, what belongs to the system, keys and Atelier's own folders are refused.
        command open(OpenFolder) -> Folder, invalidates [Folders, Files], requires [FoldersWrite];

        /// Closes a folder: nothing in it is read or changed any more. Files and the journal of edits stay.
        command close(CloseFolder) -> ClosedFolder, invalidates [Folders, Files], requires [FoldersWrite];
    }
}

/// What was typed of a path.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct SuggestFolders {
    /// The path so far; a relative one suggests nothing.
    #[garde(length(bytes, max = 4096))]
    pub path: String,
    /// At most this many (20 unless told, at most 50).
    #[serde(default)]
    #[ts(optional)]
    #[garde(range(min = 1, max = 50))]
    pub limit: Option<u32>,
}

/// Which folder to open.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct OpenFolder {
    /// Its path, in full. `~` is the home folder.
    #[garde(length(bytes, min = 1, max = 4096))]
    pub path: String,
}

/// Which folder to close.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct CloseFolder {
    /// The folder.
    pub folder_id: FolderId,
}

/// What closing did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ClosedFolder {
    /// Whether it was open.
    pub was_open: bool,
}
