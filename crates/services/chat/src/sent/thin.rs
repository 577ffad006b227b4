//! A request without the bytes of pictures and files, and with texts of a bounded length.

use std::{borrow::Cow, collections::HashMap, fmt::Write as _};

use atelier_claude_wire::{MessagesRequest, WireMessage};
use atelier_vocabulary::{SentCut, SentRequest};
use serde_json::{Map, Value};

/// What stands where bytes were.
const NOT_RECORDED: &str = "[not recorded]";

/// A request without the bytes of pictures and files.
pub(super) struct Thin<'a> {
    pub(super) request: Cow<'a, MessagesRequest>,
    /// What was left out.
    pub(super) cuts: Vec<SentCut>,
    /// How many bytes shorter its body is.
    pub(super) left_out: u64,
}

/// Takes the bytes of pictures and files out of a request, as it is streamed. They are not copied.
pub(super) fn thin(request: &MessagesRequest) -> Thin<'_> {
    let (mut cuts, mut left_out) = (Vec::new(), 0);
    if request.stream && !request.messages.iter().any(has_bytes) {
        return Thin { request: Cow::Borrowed(request), cuts, left_out };
    }
    let mut messages = Vec::with_capacity(request.messages.len());
    for (place, message) in request.messages.iter().enumerate() {
        let blocks = message.content.iter().enumerate().map(|(at, block)| {
            let pointer = format!("/messages/{place}/content/{at}");
            without_bytes(block.raw(), &pointer, &mut cuts, &mut left_out).into()
        });
        messages.push(WireMessage::new(message.role, blocks.collect()));
    }
    let request = MessagesRequest {
        model: request.model.clone(),
        max_tokens: request.max_tokens,
        system: request.system.clone(),
        messages,
        effort: request.effort,
        thinking: request.thinking,
        tools: request.tools.clone(),
        metadata: request.metadata.clone(),
        stream: true,
        cache: request.cache,
        extra: request.extra.clone(),
    };
    Thin { request: Cow::Owned(request), cuts, left_out }
}

/// Shortens the texts of a body that are longer than `most` characters, and says so in the cuts.
pub(super) fn shortened(sent: SentRequest, most: usize) -> SentRequest {
    if sent.body.len() <= most {
        return sent;
    }
    let Ok(mut body) = serde_json::from_str::<Value>(&sent.body) else { return sent };
    let before: HashMap<String, SentCut> =
        sent.cuts.into_iter().map(|cut| (cut.pointer.clone(), cut)).collect();
    let mut cuts = Vec::new();
    shorten(&mut body, &mut String::new(), most, &before, &mut cuts);
    SentRequest { body: body.to_string(), cuts, ..sent }
}

fn has_bytes(message: &WireMessage) -> bool {
    message.content.iter().any(|block| in_fields(block.raw()))
}

fn in_fields(fields: &Map<String, Value>) -> bool {
    bytes_of(fields).is_some() || fields.values().any(in_value)
}

fn in_value(value: &Value) -> bool {
    match value {
        Value::Object(fields) => in_fields(fields),
        Value::Array(items) => items.iter().any(in_value),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

/// The base64 of a source, where the fields are one.
fn bytes_of(fields: &Map<String, Value>) -> Option<&str> {
    let text = |name: &str| fields.get(name).and_then(Value::as_str);
    text("data").filter(|_| text("type") == Some("base64") && fields.contains_key("media_type"))
}

fn without_bytes(
    fields: &Map<String, Value>,
    pointer: &str,
    cuts: &mut Vec<SentCut>,
    left_out: &mut u64,
) -> Map<String, Value> {
    let bytes = bytes_of(fields);
    let mut thinned = Map::new();
    for (name, value) in fields {
        let pointer = format!("{pointer}/{}", escaped(name));
        let value = match (bytes, name.as_str()) {
            (Some(data), "data") => {
                *left_out += wide(data.len()).saturating_sub(wide(NOT_RECORDED.len()));
                let media_type = fields.get("media_type").and_then(Value::as_str);
                let media_type = Some(media_type.unwrap_or_default().to_owned());
                let padding = data.bytes().rev().take_while(|byte| *byte == b'=').count();
                let length = (wide(data.len()) / 4 * 3).saturating_sub(wide(padding));
                cuts.push(SentCut { pointer, media_type, length });
                Value::from(NOT_RECORDED)
            }
            _ => value_without_bytes(value, &pointer, cuts, left_out),
        };
        thinned.insert(name.clone(), value);
    }
    thinned
}

fn value_without_bytes(
    value: &Value,
    pointer: &str,
    cuts: &mut Vec<SentCut>,
    left_out: &mut u64,
) -> Value {
    match value {
        Value::Object(fields) => without_bytes(fields, pointer, cuts, left_out).into(),
        Value::Array(items) => {
            let each = items.iter().enumerate().map(|(at, item)| {
                value_without_bytes(item, &format!("{pointer}/{at}"), cuts, left_out)
            });
            each.collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.clone(),
    }
}

fn shorten(
    value: &mut Value,
    pointer: &mut String,
    most: usize,
    before: &HashMap<String, SentCut>,
    cuts: &mut Vec<SentCut>,
) {
    let here = pointer.len();
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                // Writing to a string cannot fail.
                let _written = write!(pointer, "/{}", escaped(name));
                shorten(value, pointer, most, before, cuts);
                pointer.truncate(here);
            }
        }
        Value::Array(items) => {
            for (at, value) in items.iter_mut().enumerate() {
                let _written = write!(pointer, "/{at}");
                shorten(value, pointer, most, before, cuts);
                pointer.truncate(here);
            }
        }
        Value::String(text) => {
            let known = before.get(pointer.as_str());
            if let Some((at, _)) = text.char_indices().nth(most) {
                let length = known.map_or_else(|| wide(text.chars().count()), |cut| cut.length);
                text.truncate(at);
                cuts.push(SentCut { pointer: pointer.clone(), media_type: None, length });
            } else if let Some(cut) = known {
                cuts.push(cut.clone());
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A name as a part of a JSON pointer.
fn escaped(name: &str) -> Cow<'_, str> {
    if name.contains(['~', '/']) {
        Cow::Owned(name.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(name)
    }
}

fn wide(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
