//! Attachments: what goes along with a message beside its text.
//!
//! Bytes do not travel through operations. A client sends them over first (`POST /blobs`, or the
//! scheme `blobs` in the window), is told their SHA-256, and attaches them by it.

use atelier_rpc::{NoInput, api};
use atelier_vocabulary::{Attachment, AttachmentId, ConversationId, FolderId};
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The most attachments of one message.
pub const MOST_ATTACHMENTS: usize = 20;

api! {
    /// Attachments: what goes along with a message beside its text.
    pub trait AttachmentApi in attachment {
        /// Lists what is attached to the draft of a conversation, first attached first.
        query list(ListAttachments) -> Vec<Attachment>, provides [Attachments], requires [ConversationsRead];

        /// Attaches bytes to a draft that were sent over before. Says why they cannot be attached, where they cannot. A picture that is too large for Claude is made smaller.
        command add(AddAttachment) -> Attachment, invalidates [Attachments], requires [ConversationsWrite], limit(120);

        /// Attaches a file of this machine to a draft. It is read where the store is open, and no client has to send it over.
        command add_file(AddFile) -> Attachment, invalidates [Attachments], requires [ConversationsWrite, FilesAnywhere], limit(120);

        /// Mentions a file of an open folder in a draft. Its text is read when the message is sent.
        command mention(MentionFile) -> Attachment, invalidates [Attachments], requires [ConversationsWrite, FilesRead];

        /// Takes an attachment away from its draft.
        command remove(RemoveAttachment) -> Attachment, invalidates [Attachments], requires [ConversationsWrite];

        /// Reads the text of an attachment, as far as a page can show it.
        query text(ReadAttachment) -> AttachmentText, requires [ConversationsRead];

        /// Says what can be attached, and how much of it.
        query limits(NoInput) -> AttachmentLimits, requires [ConversationsRead];

        /// Removes bytes that nothing refers to any more. This also happens by itself.
        command collect(NoInput) -> CollectedBlobs, requires [ConversationsWrite], limit(120);
    }
}

/// Whose draft to look at.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct ListAttachments {
    /// The conversation; none means the one that is not created yet.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub conversation_id: Option<ConversationId>,
}

/// What to attach, and to which draft.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct AddAttachment {
    /// The conversation; none means the one that is not created yet.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub conversation_id: Option<ConversationId>,
    /// The SHA-256 of the bytes, in lower-case hexadecimal digits.
    #[garde(custom(sha256))]
    pub hash: String,
    /// What it is called. Folders and control characters are left out.
    #[garde(length(bytes, max = 1024))]
    pub name: String,
}

/// Which file to attach, and to which draft.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct AddFile {
    /// The conversation; none means the one that is not created yet.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub conversation_id: Option<ConversationId>,
    /// The file, from the root on.
    #[garde(length(bytes, min = 1, max = 4096))]
    pub path: String,
}

/// Which file to mention, and in which draft.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct MentionFile {
    /// The conversation; none means the one that is not created yet.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub conversation_id: Option<ConversationId>,
    /// The folder.
    pub folder_id: FolderId,
    /// The file, below the folder, with `/` between names.
    #[garde(length(bytes, min = 1, max = 4096))]
    pub path: String,
}

/// Which attachment to take away.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct RemoveAttachment {
    /// The attachment.
    pub id: AttachmentId,
}

/// Which text to read.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, TS, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct ReadAttachment {
    /// The SHA-256 of the text, in lower-case hexadecimal digits.
    #[garde(custom(sha256))]
    pub hash: String,
}

/// The text of an attachment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct AttachmentText {
    /// The text, or its beginning.
    pub text: String,
    /// Whether this is all of it.
    pub complete: bool,
}

/// What can be attached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct AttachmentLimits {
    /// The most bytes of a file.
    #[ts(type = "number")]
    pub file_bytes: u64,
    /// The most attachments of a message.
    pub attachments: u32,
    /// From how many characters on a pasted text is attached instead.
    pub paste_characters: u32,
}

/// What was removed because nothing referred to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct CollectedBlobs {
    /// How many.
    pub blobs: u32,
    /// How many bytes they had.
    #[ts(type = "number")]
    pub bytes: u64,
}

/// Refuses what is no SHA-256 in lower-case hexadecimal digits.
pub(crate) fn sha256<C>(text: &str, _context: &C) -> garde::Result {
    let digit = |it: u8| it.is_ascii_digit() || (b'a'..=b'f').contains(&it);
    if text.len() == 64 && text.bytes().all(digit) {
        return Ok(());
    }
    Err(garde::Error::new("not 64 lower-case hexadecimal digits"))
}
