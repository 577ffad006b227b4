//! Attachments: what goes along with a message beside its text.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{AttachmentId, FolderId};

/// Something that goes along with a message: a picture, a document, a text.
///
/// While it waits in a draft it is a row of its own. With the message it is sent as, it becomes an
/// `image` or `document` block, whose `source` is this with the type `attachment`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Attachment {
    /// Identifies it.
    pub id: AttachmentId,
    /// Its name, without the folders that led to it and without control characters.
    pub name: String,
    /// What it is.
    pub kind: AttachmentKind,
    /// Its media type, as its bytes say.
    pub media_type: String,
    /// The SHA-256 of the bytes that are kept; none for a file that is read when it is sent.
    pub hash: Option<String>,
    /// How many bytes are kept.
    #[ts(type = "number")]
    pub bytes: u64,
    /// The SHA-256 of the text that is sent in its place, where that is another.
    pub text_hash: Option<String>,
    /// How many characters of text are sent, where it is sent as text.
    #[ts(type = "number | null")]
    pub characters: Option<u64>,
    /// How wide a picture is, in pixels.
    pub width: Option<u32>,
    /// How high a picture is, in pixels.
    pub height: Option<u32>,
    /// How many pages a document has, where that can be read without drawing it.
    #[serde(default)]
    pub pages: Option<u32>,
    /// About how many tokens it takes; none where nobody can tell before.
    #[ts(type = "number | null")]
    pub estimated_tokens: Option<u64>,
    /// What was done to it, or what to know of it, in words for a person.
    pub note: Option<String>,
    /// The open folder in which it lies, for a file that is mentioned.
    pub folder_id: Option<FolderId>,
    /// Its path below that folder.
    pub path: Option<String>,
    /// When it was attached, in ms since 1970.
    #[ts(type = "number")]
    pub created_at: i64,
}

/// What an attachment is, which decides how it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum AttachmentKind {
    /// A picture: PNG, JPEG, GIF or WebP.
    Image,
    /// A PDF document.
    Pdf,
    /// A text, code included.
    Text,
    /// An office document, of which the text is sent.
    Office,
    /// A file of an open folder, read at the moment it is sent.
    Mention,
}
