//! Imports: histories of other programs, and of Atelier itself, taken in.

use atelier_rpc::{NoInput, api};
use atelier_vocabulary::{Import, ImportEvent, ImportId};
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

api! {
    /// Imports: histories of other programs, and of Atelier itself, taken in.
    pub trait ImportApi in import {
        /// Reads a history and says what it would bring: ChatGPT, Claude, Open WebUI, Claude Code or Atelier. Changes nothing.
        stream inspect(ReadHistory) -> ImportEvent, requires [ConversationsRead, FilesAnywhere];

        /// Takes a history in, and from Atelier's own export projects, templates, themes and patterns too. What is here already is not taken again. Stopping keeps whole conversations only.
        stream run(ReadHistory) -> ImportEvent, invalidates [Budgets, Conversations, Imports, Messages, Patterns, Projects, Settings, Templates, Themes], requires [ConversationsWrite, SettingsWrite, BudgetsWrite, FilesAnywhere];

        /// Lists the imports that were made, last first.
        query list(NoInput) -> Vec<Import>, provides [Imports], requires [ConversationsRead];

        /// Takes an import back: moves the conversations that it brought to the trash. Those that were here before stay.
        command undo(UndoImport) -> Import, invalidates [Conversations, Imports], requires [ConversationsWrite], limit(120);
    }
}

/// Which history to read.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct ReadHistory {
    /// The file or folder, in full. `~` is the home folder.
    #[garde(length(bytes, min = 1, max = 4096))]
    pub path: String,
    /// Whether the settings and budgets in an export of Atelier take the place of those here. Where model calls go, and who may reach Atelier, stays as it is in any case.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub settings: bool,
}

/// Which import to take back.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct UndoImport {
    /// The import.
    pub import_id: ImportId,
}
