//! The booster: applies an edit, as a model writes it down, to a file.

use atelier_rpc::api;
use atelier_vocabulary::{FileEdit, FolderId};
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The longest edit, in bytes.
const SNIPPET_BYTES: usize = 1 << 20;

api! {
    /// The booster: applies an edit, as a model writes it down, to a file.
    pub trait BoosterApi in booster {
        /// Says what an edit would make of a file, as a difference, or why it is refused. Changes nothing.
        query preview(PreviewEdit) -> EditPreview, provides [Files], requires [FilesRead];

        /// Applies an edit to a file that still is what was previewed. The text before is kept in the journal first.
        command apply(ApplyEdit) -> FileEdit, invalidates [Edits, Files], requires [FilesWrite];
    }
}

/// An edit, and the file it is for.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct PreviewEdit {
    /// The folder.
    pub folder_id: FolderId,
    /// The file, below the folder, with `/` between names.
    #[garde(length(bytes, min = 1, max = 4096))]
    pub path: String,
    /// The edit: a symbol as it is to be, a shortened text with marks, blocks of search and replace, a difference or a patch.
    #[garde(length(bytes, max = SNIPPET_BYTES))]
    pub snippet: String,
    /// The language, as a code block was marked with it. The file's name comes first; this is for a name that says nothing.
    #[serde(default)]
    #[ts(optional)]
    #[garde(length(bytes, max = 100))]
    pub language: Option<String>,
    /// How many lines to show round a change (3 unless told).
    #[serde(default)]
    #[ts(optional)]
    #[garde(range(max = 20_000))]
    pub context: Option<u32>,
}

/// What an edit would make of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct EditPreview {
    /// The file, below its folder.
    pub path: String,
    /// The SHA-256 of what it holds now.
    pub hash: String,
    /// How many lines it has now.
    pub lines: u32,
    /// The language that was understood.
    pub language: String,
    /// What came of it.
    pub result: EditResult,
}

/// What came of an edit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EditResult {
    /// It can be applied.
    Edit(EditDiff),
    /// It is refused, and nothing would be changed.
    Refused {
        /// Why, in `snake_case`: `ambiguous`, `not_found`, `would_drop` and so on.
        reason: String,
        /// Why, and what to do, for a person.
        message: String,
        /// What it could have meant.
        candidates: Vec<EditCandidate>,
    },
}

/// Something an edit could have meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct EditCandidate {
    /// The symbol or the line, in words.
    pub what: String,
    /// Its first line, from 1.
    pub line: u32,
}

/// An edit that can be applied, as a difference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct EditDiff {
    /// The SHA-256 of what the file would hold.
    pub hash_after: String,
    /// How the edit was understood, in `snake_case`: `replace_symbol`, `merge`, `exact_replace` and so on; `unchanged` where the file holds it already.
    pub strategy: String,
    /// How sure the engine is, from 0 to 1.
    pub confidence: f64,
    /// What is known of the syntax after: `valid`, `as_before` or `unknown`.
    pub syntax: String,
    /// The symbols or lines that were touched, in words.
    pub touched: Vec<String>,
    /// How many lines come.
    pub added: u32,
    /// How many lines go.
    pub removed: u32,
    /// The difference.
    pub hunks: Vec<DiffHunk>,
    /// Whether the difference is shown in part, since it is very long. It is applied whole.
    pub is_cut: bool,
}

/// A run of lines of a difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct DiffHunk {
    /// Its first line in the file before, from 1.
    pub before: u32,
    /// Its first line in the file after, from 1.
    pub after: u32,
    /// Its lines.
    pub lines: Vec<DiffLine>,
}

/// A line of a difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct DiffLine {
    /// Whether it stays, comes or goes.
    pub kind: DiffKind,
    /// Its text without its end; of a very long one, the beginning.
    pub text: String,
    /// Its text in parts that stay and parts that differ, where it was compared with what takes its place; joined they are the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<DiffPart>>")]
    pub parts: Vec<DiffPart>,
    /// What differs from an ordinary line: no line end, another line end, or the rest that is not shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub note: Option<String>,
}

/// A part of a line of a difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct DiffPart {
    /// Its text.
    pub text: String,
    /// Whether it differs from the line that it was compared with.
    pub changed: bool,
}

/// What becomes of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum DiffKind {
    /// It stays.
    Same,
    /// It comes.
    Added,
    /// It goes.
    Removed,
}

/// An edit to apply, and what was seen of it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct ApplyEdit {
    /// The folder.
    pub folder_id: FolderId,
    /// The file, below the folder, with `/` between names.
    #[garde(length(bytes, min = 1, max = 4096))]
    pub path: String,
    /// The edit, as it was previewed.
    #[garde(length(bytes, max = SNIPPET_BYTES))]
    pub snippet: String,
    /// The language, as it was previewed.
    #[serde(default)]
    #[ts(optional)]
    #[garde(length(bytes, max = 100))]
    pub language: Option<String>,
    /// The hash of the file as it was previewed.
    #[garde(length(equal = 64))]
    pub expected_hash: String,
    /// The hash of what the preview made of it. What is written is what was seen, or nothing.
    #[serde(default)]
    #[ts(optional)]
    #[garde(length(equal = 64))]
    pub expected_hash_after: Option<String>,
}
