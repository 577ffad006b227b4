//! The folder mirror: every conversation as a Markdown file in a folder that a person named.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How the folder mirror stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MirrorStatus {
    /// The folder that is kept up to date; none while there is no mirror.
    pub folder: Option<String>,
    /// Whether there can be one: conversations that are in memory only are not written down.
    pub possible: bool,
    /// How many files are in the folder.
    pub files: u32,
    /// How many conversations changed and are not written yet.
    pub behind: u32,
    /// When a file was last written, moved or removed, in ms since 1970.
    #[ts(type = "number | null")]
    pub written_at: Option<i64>,
    /// How many files that a person had edited were put aside since Atelier was started.
    pub put_aside: u32,
    /// Why files are not written now.
    pub problem: Option<MirrorProblem>,
}

/// Why the folder mirror does not write.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MirrorProblem {
    /// What happened, in words for a person.
    pub message: String,
    /// What to do about it.
    pub hint: String,
    /// When it happened, in ms since 1970.
    #[ts(type = "number")]
    pub at: i64,
}

/// What happens while every file of the mirror is looked at, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum MirrorEvent {
    /// It goes on.
    Progress {
        /// How many conversations are done.
        done: u32,
        /// How many there are.
        of: u32,
    },
    /// Every file is as it should be.
    Finished {
        /// How many files were written.
        written: u32,
        /// How many were right already.
        unchanged: u32,
        /// How many went away, because their conversations did.
        removed: u32,
        /// How many that a person had edited were put aside.
        put_aside: u32,
    },
}
