//! Files in open folders, and the journal of what was changed in them.

use atelier_rpc::{NoInput, api};
use atelier_vocabulary::{EditId, FileEdit, FolderId};
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

api! {
    /// Files in open folders, and the journal of what was changed in them.
    pub trait FileApi in file {
        /// Finds files of an open folder whose path holds the letters of a query in their order, best first. What `.gitignore` and `.ignore` leave out is left out.
        query find(FindFiles) -> FoundFiles, provides [Files], requires [FilesRead];

        /// Reads a file of text, at most 5 MiB of UTF-8. Links are not followed.
        query read(ReadFile) -> FileText, provides [Files], requires [FilesRead];

        /// Lists what was changed in files, last change first.
        query edits(ListEdits) -> FileEdits, provides [Edits], requires [FilesRead];

        /// Takes an edit back: writes the text before, if the file still is what the edit made of it. This is an edit itself, and can be taken back.
        command undo(UndoEdit) -> FileEdit, invalidates [Edits, Files], requires [FilesWrite];

        /// Empties the journal of edits: nothing that was changed so far can be taken back any more. Files stay as they are.
        command forget_edits(NoInput) -> ForgottenEdits, invalidates [Edits], requires [FilesWrite];
    }
}

/// What files to find.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct FindFiles {
    /// The folder.
    pub folder_id: FolderId,
    /// The letters, in any case; words apart are looked for each. None finds the files near the top.
    #[serde(default)]
    #[garde(length(bytes, max = 400))]
    pub query: String,
    /// At most this many (20 unless told, at most 200).
    #[serde(default)]
    #[ts(optional)]
    #[garde(range(min = 1, max = 200))]
    pub limit: Option<u32>,
}

/// Files that were found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct FoundFiles {
    /// Their paths below the folder, best first.
    pub paths: Vec<String>,
    /// How many files were looked at.
    pub looked_at: u32,
    /// Whether these were all that the folder has: a folder is not looked at for longer than a second, or further than 20,000 files.
    pub complete: bool,
}

/// Which file to read.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct ReadFile {
    /// The folder.
    pub folder_id: FolderId,
    /// The file, below the folder, with `/` between names.
    #[garde(length(bytes, min = 1, max = 4096))]
    pub path: String,
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct FileText {
    /// Its text, line ends and a byte order mark as they are.
    pub text: String,
    /// The SHA-256 of its bytes.
    pub hash: String,
}

/// Which edits to list.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct ListEdits {
    /// Where the last page ended (`next_cursor`).
    #[serde(default)]
    #[ts(optional)]
    #[garde(length(max = 200))]
    pub cursor: Option<String>,
    /// At most this many (50 unless told, at most 200).
    #[serde(default)]
    #[ts(optional)]
    #[garde(range(min = 1, max = 200))]
    pub limit: Option<u32>,
}

/// A page of the journal, and how far it reaches back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct FileEdits {
    /// The edits.
    pub items: Vec<FileEdit>,
    /// What to pass as `cursor` for the next part; none at the end.
    pub next_cursor: Option<String>,
    /// How many edits the journal keeps; older ones are dropped.
    pub edits_kept: u32,
    /// For how many days.
    pub days_kept: u32,
    /// How many bytes of texts before; of older edits only the hashes stay, and they cannot be undone.
    #[ts(type = "number")]
    pub bytes_kept: u64,
}

/// Which edit to take back.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct UndoEdit {
    /// The edit.
    pub edit_id: EditId,
}

/// How much of the journal was forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ForgottenEdits {
    /// Edits. One that was cut off and not looked at yet stays.
    #[ts(type = "number")]
    pub edits: u64,
}
