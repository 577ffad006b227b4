//! Requests that were sent: what left for an answer, word for word, and when something came back.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A request as it was sent. The key is not in it, and neither are the bytes of pictures and files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SentRequest {
    /// Where it went: the whole address.
    pub url: String,
    /// What its headers said, in the order of sending; what every HTTP client says is left out.
    pub headers: Vec<SentHeader>,
    /// The body: JSON as it was sent, but for what `cuts` names.
    pub body: String,
    /// How long the body was that was sent, in bytes.
    #[ts(type = "number")]
    pub body_bytes: u64,
    /// What stands otherwise in `body` than it was sent, in its order.
    pub cuts: Vec<SentCut>,
    /// When it was sent first, in ms since 1970.
    #[ts(type = "number")]
    pub asked_at: i64,
    /// The attempts that came to nothing, oldest first.
    pub attempts: Vec<SentAttempt>,
    /// The status of the last response; none where nothing came back.
    pub status: Option<u16>,
    /// When the response that holds the answer began, in ms since it was sent first.
    #[ts(type = "number | null")]
    pub response_ms: Option<u64>,
    /// When the first part of the answer arrived, in ms since it was sent first.
    #[ts(type = "number | null")]
    pub first_part_ms: Option<u64>,
    /// When it was over, in ms since it was sent first; none while it runs.
    #[ts(type = "number | null")]
    pub ended_ms: Option<u64>,
}

/// A header of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SentHeader {
    /// Its name, in lower case.
    pub name: String,
    /// What it says; where the key follows, what stands before that.
    pub value: String,
    /// Whether the key follows, which is not told.
    pub with_key: bool,
}

/// A text of a body that is not there as it was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SentCut {
    /// Where in the body it stands, as a JSON pointer (RFC 6901).
    pub pointer: String,
    /// What the bytes are, where it is the base64 of a picture or a file; none of a text, of which the beginning is there.
    pub media_type: Option<String>,
    /// How long it is: of base64, the bytes that it stands for; of a text, its characters.
    #[ts(type = "number")]
    pub length: u64,
}

/// An attempt that came to nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SentAttempt {
    /// When that was known, in ms since the request was sent first.
    #[ts(type = "number")]
    pub at_ms: u64,
    /// The status of the response; none where there was none.
    pub status: Option<u16>,
    /// What it was: the API's name for it, or a class of Atelier's own.
    pub class: String,
    /// What it was, for a person.
    pub message: String,
    /// How long was waited before asking again, in ms.
    #[ts(type = "number")]
    pub waited_ms: u64,
}

/// Why a request is not recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Unrecorded {
    /// Nobody was asked: the answer was given again from memory.
    FromCache,
    /// It is no longer in memory, or was never: it was sent before the program started, or not from here.
    NotInMemory,
}
