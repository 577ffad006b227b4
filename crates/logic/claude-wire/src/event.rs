//! The events of a streamed message, typed; those that are not known are kept as they came.

use std::borrow::Cow;

use atelier_vocabulary::BlockPart;
use serde::Deserialize;
use serde::de::{Deserializer, Error, Visitor};
use serde_json::{Map, Value};

use crate::{ApiError, ProtocolError, SseEvent};

/// An event of a streamed message. Source: Messages API 2026-10-21, streaming.
#[derive(Clone, Debug, PartialEq)]
pub enum StreamEvent<'a> {
    /// The message begins: all its fields, content still empty.
    MessageStart(Map<String, Value>),
    /// A block begins.
    BlockStart {
        /// Its place in the message.
        index: u64,
        /// The block, as far as it goes.
        block: Map<String, Value>,
    },
    /// A block grows.
    BlockDelta {
        /// Its place in the message.
        index: u64,
        /// What grows.
        delta: Delta<'a>,
    },
    /// A block is whole.
    BlockStop {
        /// Its place in the message.
        index: u64,
    },
    /// Fields of the message change.
    MessageDelta {
        /// The fields.
        delta: Map<String, Value>,
        /// The counts so far, in total.
        usage: Map<String, Value>,
    },
    /// The message is whole.
    MessageStop,
    /// The server is alive.
    Ping,
    /// The server gives up.
    Error(ApiError),
    /// Something newer than this crate.
    Unknown(Map<String, Value>),
}

/// What grows in a block.
#[derive(Clone, Debug, PartialEq)]
pub enum Delta<'a> {
    /// Text to add to one of the parts that people see grow.
    Part(BlockPart, Cow<'a, str>),
    /// The signature of a thinking block, whole.
    Signature(String),
    /// A citation to add to a text block.
    Citation(Value),
    /// The fields of a summary of the conversation, whole.
    Compaction(Map<String, Value>),
    /// Something newer than this crate.
    Unknown(Map<String, Value>),
}

impl<'a> StreamEvent<'a> {
    /// Reads an event. One without a name is read by the `type` of its data, as all are by name.
    pub fn parse(event: SseEvent<'a>) -> Result<Self, ProtocolError> {
        match event.name {
            b"ping" => return Ok(Self::Ping),
            b"error" => return Ok(Self::Error(ApiError::from_event(event.data))),
            b"content_block_delta" => {
                // Nearly all events are these: read without copies, and without a tree.
                if let Ok(TypedDelta { index, delta }) = serde_json::from_slice(event.data)
                    && let Some(part) = delta.part()
                {
                    return Ok(Self::BlockDelta { index, delta: part });
                }
            }
            _ => {}
        }
        if event.data.is_empty() {
            return Ok(Self::Ping);
        }
        let data = crate::json(event.data)
            .map_err(|error| ProtocolError::Json { category: ProtocolError::category(&error) })?;
        let Value::Object(data) = data else {
            return Err(ProtocolError::Json { category: "not an object" });
        };
        Self::from_fields(data)
    }

    fn from_fields(mut data: Map<String, Value>) -> Result<Self, ProtocolError> {
        let kind = data.get("type").and_then(Value::as_str).unwrap_or_default().to_owned();
        let index = data.get("index").and_then(Value::as_u64);
        let index = || index.ok_or(ProtocolError::Index { event: known_name(&kind) });
        let object = |data: &mut Map<String, Value>, name: &'static str| match data.remove(name) {
            Some(Value::Object(object)) => Ok(object),
            Some(_) | None => Err(ProtocolError::Field { event: known_name(&kind), field: name }),
        };
        Ok(match kind.as_str() {
            "message_start" => Self::MessageStart(object(&mut data, "message")?),
            "content_block_start" => {
                Self::BlockStart { index: index()?, block: object(&mut data, "content_block")? }
            }
            "content_block_delta" => Self::BlockDelta {
                index: index()?,
                delta: Delta::from_fields(object(&mut data, "delta")?)?,
            },
            "content_block_stop" => Self::BlockStop { index: index()? },
            "message_delta" => Self::MessageDelta {
                delta: object(&mut data, "delta")?,
                usage: object(&mut data, "usage").unwrap_or_default(),
            },
            "message_stop" => Self::MessageStop,
            "ping" => Self::Ping,
            "error" => {
                Self::Error(ApiError::from_event(Value::Object(data).to_string().as_bytes()))
            }
            _ => Self::Unknown(data),
        })
    }
}

impl Delta<'_> {
    fn from_fields(mut delta: Map<String, Value>) -> Result<Self, ProtocolError> {
        let kind = delta.get("type").and_then(Value::as_str).unwrap_or_default().to_owned();
        let text = |delta: &mut Map<String, Value>, name: &'static str| match delta.remove(name) {
            Some(Value::String(text)) => Ok(text),
            Some(_) | None => {
                Err(ProtocolError::Field { event: "content_block_delta", field: name })
            }
        };
        Ok(match kind.as_str() {
            "text_delta" => Self::Part(BlockPart::Text, text(&mut delta, "text")?.into()),
            "thinking_delta" => {
                Self::Part(BlockPart::Thinking, text(&mut delta, "thinking")?.into())
            }
            "input_json_delta" => {
                Self::Part(BlockPart::Input, text(&mut delta, "partial_json")?.into())
            }
            "signature_delta" => Self::Signature(text(&mut delta, "signature")?),
            "citations_delta" => Self::Citation(delta.remove("citation").unwrap_or_default()),
            "compaction_delta" => Self::Compaction(delta),
            _ => Self::Unknown(delta),
        })
    }
}

/// The name of an event, as a word that can stand in an error.
fn known_name(kind: &str) -> &'static str {
    match kind {
        "message_start" => "message_start",
        "content_block_start" => "content_block_start",
        "content_block_delta" => "content_block_delta",
        "content_block_stop" => "content_block_stop",
        "message_delta" => "message_delta",
        _ => "event",
    }
}

/// A `content_block_delta`, read straight from its bytes.
#[derive(Deserialize)]
struct TypedDelta<'a> {
    index: u64,
    #[serde(borrow)]
    delta: DeltaFields<'a>,
}

#[derive(Deserialize)]
struct DeltaFields<'a> {
    #[serde(borrow, rename = "type")]
    kind: Text<'a>,
    #[serde(borrow)]
    text: Option<Text<'a>>,
    #[serde(borrow)]
    thinking: Option<Text<'a>>,
    #[serde(borrow)]
    partial_json: Option<Text<'a>>,
}

impl<'a> DeltaFields<'a> {
    fn part(self) -> Option<Delta<'a>> {
        let (part, text) = match &*self.kind.0 {
            "text_delta" => (BlockPart::Text, self.text?),
            "thinking_delta" => (BlockPart::Thinking, self.thinking?),
            "input_json_delta" => (BlockPart::Input, self.partial_json?),
            // The others are rare and are read as a tree.
            _ => return None,
        };
        Some(Delta::Part(part, text.0))
    }
}

/// A string that borrows from its source where it holds no escapes, inside an option too.
struct Text<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;
        impl<'de> Visitor<'de> for Read {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(Read)
    }
}
