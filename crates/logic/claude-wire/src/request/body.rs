//! The body of a request, written straight from the conversation: no block is copied.

use atelier_vocabulary::{ApiVersion, ContentBlock, Effort, Role};
use serde::Serialize;
use serde::ser::{SerializeMap, SerializeSeq, Serializer};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::breakpoint::Breakpoints;
use super::{
    Caching, MAX_BODY_BYTES, MAX_UNSTREAMED_TOKENS, MessagesRequest, RequestError, WireMessage,
};
use crate::exact;

impl MessagesRequest {
    /// The body of `POST /v1/messages`, with its cache breakpoints.
    pub fn body(&self, version: ApiVersion) -> Result<Vec<u8>, RequestError> {
        if !self.stream && self.max_tokens > MAX_UNSTREAMED_TOKENS {
            return Err(RequestError::MustStream { max_tokens: self.max_tokens });
        }
        self.write(version, Purpose::Answer)
    }

    /// The body of `POST /v1/messages/count_tokens`.
    pub fn count_tokens_body(&self, version: ApiVersion) -> Result<Vec<u8>, RequestError> {
        self.write(version, Purpose::Count)
    }

    fn write(&self, version: ApiVersion, purpose: Purpose) -> Result<Vec<u8>, RequestError> {
        self.check(version)?;
        let breakpoints = match purpose {
            Purpose::Answer => Breakpoints::place(self),
            Purpose::Count => Breakpoints::default(),
        };
        let body = serde_json::to_vec(&Body { request: self, breakpoints, purpose })
            .map_err(|source| RequestError::Encoding { source })?;
        if body.len() > MAX_BODY_BYTES {
            return Err(RequestError::TooLarge { bytes: body.len() });
        }
        Ok(body)
    }
}

/// What a body is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Answer,
    Count,
}

struct Body<'a> {
    request: &'a MessagesRequest,
    breakpoints: Breakpoints,
    purpose: Purpose,
}

impl Serialize for Body<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let request = self.request;
        let mark = Mark::of(request.cache);
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("model", &request.model)?;
        if !request.tools.is_empty() {
            let marked = self.breakpoints.tools.then_some(mark).flatten();
            map.serialize_entry("tools", &Tools { tools: &request.tools, marked })?;
        }
        if let Some(system) = request.system.as_ref().filter(|system| !system.trim().is_empty()) {
            let cache_control = self.breakpoints.system.then_some(mark).flatten();
            map.serialize_entry("system", &[System { kind: "text", text: system, cache_control }])?;
        }
        map.serialize_entry("messages", &Messages { body: self, mark })?;
        if let Some(thinking) = &request.thinking {
            map.serialize_entry("thinking", thinking)?;
        }
        if let Some(effort) = request.effort {
            map.serialize_entry("output_config", &OutputConfig { effort })?;
        }
        if self.purpose == Purpose::Answer {
            map.serialize_entry("max_tokens", &request.max_tokens)?;
            map.serialize_entry("stream", &request.stream)?;
            if let Some(metadata) = &request.metadata {
                map.serialize_entry("metadata", metadata)?;
            }
            for (name, value) in &request.extra {
                map.serialize_entry(name, value)?;
            }
        }
        map.end()
    }
}

/// A mark that lets the API keep what stands before it.
#[derive(Clone, Copy, Serialize)]
struct Mark {
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    ttl: Option<&'static str>,
}

impl Mark {
    fn of(cache: Caching) -> Option<Self> {
        match cache {
            Caching::Off => None,
            Caching::FiveMinutes => Some(Self { kind: "ephemeral", ttl: None }),
            Caching::OneHour => Some(Self { kind: "ephemeral", ttl: Some("1h") }),
        }
    }
}

#[derive(Serialize)]
struct OutputConfig {
    effort: Effort,
}

#[derive(Serialize)]
struct System<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    cache_control: Option<Mark>,
}

struct Messages<'a> {
    body: &'a Body<'a>,
    mark: Option<Mark>,
}

impl Serialize for Messages<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let messages = &self.body.request.messages;
        let mut list = serializer.serialize_seq(Some(messages.len()))?;
        for (place, message) in messages.iter().enumerate() {
            let marked = self.body.breakpoints.block_of(place).zip(self.mark);
            list.serialize_element(&OneMessage { message, marked })?;
        }
        list.end()
    }
}

struct OneMessage<'a> {
    message: &'a WireMessage,
    /// The block that carries a mark, and the mark.
    marked: Option<(usize, Mark)>,
}

impl Serialize for OneMessage<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry(
            "role",
            match self.message.role {
                Role::User => "user",
                Role::Assistant => "assistant",
            },
        )?;
        map.serialize_entry("content", &Blocks(self))?;
        map.end()
    }
}

struct Blocks<'a>(&'a OneMessage<'a>);

impl Serialize for Blocks<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let content = &self.0.message.content;
        let mut list = serializer.serialize_seq(Some(content.len()))?;
        for (place, block) in content.iter().enumerate() {
            let mark = self.0.marked.filter(|(marked, _)| *marked == place).map(|(_, mark)| mark);
            let fields = block.raw();
            match (mark, text_input(block)) {
                (None, None) => list.serialize_element(block)?,
                (mark, input) => list.serialize_element(&Object { fields, mark, input })?,
            }
        }
        list.end()
    }
}

struct Tools<'a> {
    tools: &'a [Value],
    marked: Option<Mark>,
}

impl Serialize for Tools<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.tools.len()))?;
        for (place, tool) in self.tools.iter().enumerate() {
            let mark = self.marked.filter(|_| place + 1 == self.tools.len());
            match (mark, tool.as_object()) {
                (Some(_), Some(fields)) => {
                    list.serialize_element(&Object { fields, mark, input: None })?;
                }
                (Some(_) | None, _) => list.serialize_element(tool)?,
            }
        }
        list.end()
    }
}

/// The arguments of a tool request that had to stay text.
fn text_input(block: &ContentBlock) -> Option<&RawValue> {
    let text = block.raw().get("input")?.as_str()?;
    block.kind().ends_with("tool_use").then(|| exact::kept_as_text(text)).flatten()
}

/// An object, with a mark and an input in place of those it may have.
struct Object<'a> {
    fields: &'a Map<String, Value>,
    mark: Option<Mark>,
    input: Option<&'a RawValue>,
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, value) in self.fields {
            match (name.as_str(), self.mark, self.input) {
                ("cache_control", Some(_), _) => {}
                ("input", _, Some(input)) => map.serialize_entry(name, input)?,
                _ => map.serialize_entry(name, value)?,
            }
        }
        if let Some(mark) = &self.mark {
            map.serialize_entry("cache_control", mark)?;
        }
        map.end()
    }
}
