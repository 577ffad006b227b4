//! A conversation as JSON, alone and as a line of an export of everything.

use atelier_vocabulary::{Conversation, Message};
use serde::Serialize;

/// The version of the formats.
pub const VERSION: u32 = 1;

/// A conversation as JSON.
#[derive(Serialize)]
struct Document<'a> {
    format: &'static str,
    version: u32,
    #[serde(skip_serializing_if = "is_first")]
    continues: bool,
    conversation: &'a Conversation,
    messages: &'a [&'a Message],
}

/// What stands first in an export of everything.
#[derive(Clone, Debug, Serialize)]
pub struct Manifest {
    /// `atelier-export`.
    pub format: &'static str,
    /// The version of the format.
    pub version: u32,
    /// The version of Atelier that wrote it.
    pub application: String,
    /// When it was begun, in ms since 1970.
    pub created_at: i64,
}

impl Manifest {
    /// Returns the manifest of an export that `application` begins at `created_at`.
    pub fn new(application: impl Into<String>, created_at: i64) -> Self {
        let application = application.into();
        Self { format: "atelier-export", version: VERSION, application, created_at }
    }
}

/// Writes a conversation with these messages as JSON, in lines that a person can read.
///
/// Errors: where a number in it is none that JSON has, which nothing that was stored holds.
pub fn json(
    conversation: &Conversation,
    messages: &[&Message],
) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&document(conversation, messages, false)).map(|it| it + "\n")
}

/// Writes a conversation with some of its messages as one line; `part` counts its lines from 0.
///
/// Errors: as [`json`].
pub fn line(
    conversation: &Conversation,
    messages: &[&Message],
    part: usize,
) -> Result<String, serde_json::Error> {
    serde_json::to_string(&document(conversation, messages, part > 0)).map(|it| it + "\n")
}

fn document<'a>(
    conversation: &'a Conversation,
    messages: &'a [&'a Message],
    continues: bool,
) -> Document<'a> {
    Document { format: "atelier-conversation", version: VERSION, continues, conversation, messages }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_first(continues: &bool) -> bool {
    !continues
}
