//! The folder mirror: every conversation kept as a Markdown file in a folder that a person names.

use atelier_rpc::{NoInput, api};
use atelier_vocabulary::{MirrorEvent, MirrorStatus};
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

api! {
    /// The folder mirror: every conversation kept as a Markdown file in a folder that a person names.
    pub trait MirrorApi in mirror {
        /// Says which folder is kept up to date, how far behind it is, and why it is not written.
        query status(NoInput) -> MirrorStatus, provides [Mirror], requires [SettingsRead];

        /// Keeps a folder up to date from now on, or none any more. Files are not encrypted; those that were written stay.
        command configure(ConfigureMirror) -> MirrorStatus, invalidates [Mirror], requires [ConversationsRead, FilesAnywhere];

        /// Looks at every file of the mirror, and writes those that are absent or differ. What a person edited is put aside. Stopping keeps what was written.
        stream rebuild(NoInput) -> MirrorEvent, invalidates [Mirror], requires [ConversationsRead, FilesAnywhere];
    }
}

/// Which folder to keep up to date.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
pub struct ConfigureMirror {
    /// The folder, in full, which must be there. `~` is the home folder. None ends the mirror.
    #[serde(default)]
    #[ts(optional = nullable)]
    #[garde(length(bytes, min = 1, max = 4096))]
    pub folder: Option<String>,
}
