//! Exports: conversations written down in files that a person names.

use atelier_rpc::api;
use atelier_vocabulary::{ConversationId, ExportBranches, ExportEvent, ExportFormat, ExportedFile};
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

api! {
    /// Exports: conversations written down in files that a person names.
    pub trait ExportApi in export {
        /// Suggests a name for the file of an export that does not exist yet.
        query suggest(SuggestExport) -> SuggestedPath, requires [ConversationsRead, FilesAnywhere];

        /// Writes one conversation to a file. A file that is there stays, unless told to replace it.
        command conversation(ExportConversation) -> ExportedFile, requires [ConversationsRead, FilesAnywhere], limit(120);

        /// Writes a text that was said, such as a block of code, to a file. A file that is there stays, unless told to replace it.
        command text(ExportText) -> ExportedFile, requires [FilesAnywhere], limit(60);

        /// Writes all conversations, those in the trash too, to one zip in the format of `docs/export-format.md`. Stopping leaves no file behind. Secrets are not in it.
        stream everything(ExportEverything) -> ExportEvent, requires [ConversationsRead, SettingsRead, FilesAnywhere];
    }
}

/// What a name is wanted for.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct SuggestExport {
    /// The conversation; none for an export of everything.
    #[serde(default)]
    #[ts(optional)]
    pub id: Option<ConversationId>,
    /// How it is written down; Markdown unless told. An export of everything is always a zip.
    #[serde(default)]
    #[ts(optional)]
    pub format: Option<ExportFormat>,
    /// The name that a file of its own should have, such as `diagram.svg`; then nothing else counts.
    #[serde(default)]
    #[garde(inner(length(bytes, min = 1, max = 120)))]
    #[ts(optional)]
    pub name: Option<String>,
}

/// Where a file could lie.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SuggestedPath {
    /// The path, in full.
    pub path: String,
}

/// Which conversation to write where, and how.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct ExportConversation {
    /// The conversation.
    pub id: ConversationId,
    /// How it is written down.
    pub format: ExportFormat,
    /// Which of its messages; those of the branch that is shown unless told.
    #[serde(default)]
    #[ts(optional, as = "Option<ExportBranches>")]
    pub branches: ExportBranches,
    /// The file, in full. `~` is the home folder.
    #[garde(length(bytes, min = 1, max = 4096))]
    pub path: String,
    /// Whether a file of that name is replaced.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub replace: bool,
}

/// Which text to write where.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct ExportText {
    /// The text.
    #[garde(length(bytes, max = 5_242_880))]
    pub text: String,
    /// The file, in full. `~` is the home folder.
    #[garde(length(bytes, min = 1, max = 4096))]
    pub path: String,
    /// Whether a file of that name is replaced.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub replace: bool,
}

/// Where to write everything.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct ExportEverything {
    /// The file, in full. `~` is the home folder.
    #[garde(length(bytes, min = 1, max = 4096))]
    pub path: String,
    /// Whether a file of that name is replaced.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub replace: bool,
}
