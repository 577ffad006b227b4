//! A block that grows.

use atelier_vocabulary::{BlockPart, ContentBlock};
use serde_json::{Map, Value};

use crate::ProtocolError;
use crate::exact::{self, Input};

/// A block that grows: its fields as the API sent them, and the text that has been added.
#[derive(Debug)]
pub(super) struct Growing {
    raw: Map<String, Value>,
    /// The part that grows, and its text; written into the fields when another part grows, or
    /// when the block is whole.
    growth: Option<(BlockPart, String)>,
    state: Whole,
}

/// How far a block got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whole {
    Open,
    Closed,
    /// Closed, with the arguments of a tool request broken off.
    Unfinished,
}

impl Growing {
    pub(super) fn new(raw: Map<String, Value>) -> Self {
        Self { raw, growth: None, state: Whole::Open }
    }

    pub(super) fn is_open(&self) -> bool {
        self.state == Whole::Open
    }

    pub(super) fn is_unfinished(&self) -> bool {
        self.state == Whole::Unfinished
    }

    /// The id by which the result of a tool request names it.
    pub(super) fn id(&self) -> Option<&str> {
        let kind = self.raw.get("type")?.as_str()?;
        if kind.ends_with("tool_use") { self.raw.get("id")?.as_str() } else { None }
    }

    /// The bytes that the block begins with.
    pub(super) fn bytes(&self) -> usize {
        weigh(&self.raw)
    }

    /// The block, as far as it goes.
    pub(super) fn snapshot(&self) -> ContentBlock {
        let mut raw = self.raw.clone();
        if let Some((part, text)) = &self.growth {
            add(&mut raw, *part, text);
        }
        raw.into()
    }

    pub(super) fn grow(&mut self, part: BlockPart, text: &str) -> Result<(), ProtocolError> {
        match &mut self.growth {
            Some((growing, grown)) if *growing == part => grown.push_str(text),
            growth => {
                let fits = match self.raw.get(field(part)) {
                    None | Some(Value::Null | Value::String(_)) => true,
                    Some(Value::Object(input)) => part == BlockPart::Input && input.is_empty(),
                    Some(Value::Bool(_) | Value::Number(_) | Value::Array(_)) => false,
                };
                if !fits {
                    let field = field(part);
                    return Err(ProtocolError::Field { event: "content_block_delta", field });
                }
                if let Some((part, text)) = growth.take() {
                    add(&mut self.raw, part, &text);
                }
                *growth = Some((part, text.to_owned()));
            }
        }
        Ok(())
    }

    pub(super) fn set(&mut self, name: &str, value: Value) {
        self.raw.insert(name.to_owned(), value);
    }

    pub(super) fn cite(&mut self, citation: Value) -> Result<(), ProtocolError> {
        let citations = self.raw.entry("citations").or_insert(Value::Null);
        match citations {
            Value::Array(citations) => citations.push(citation),
            Value::Null => *citations = Value::Array(vec![citation]),
            Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
                return Err(ProtocolError::Field {
                    event: "content_block_delta",
                    field: "citations",
                });
            }
        }
        Ok(())
    }

    /// Makes the block whole. The arguments of a tool request are read only now.
    pub(super) fn close(&mut self) -> Result<(), ProtocolError> {
        self.state = Whole::Closed;
        if let Some((part, text)) = self.growth.take() {
            add(&mut self.raw, part, &text);
        }
        if !self
            .raw
            .get("type")
            .and_then(Value::as_str)
            .is_some_and(|kind| kind.ends_with("tool_use"))
        {
            return Ok(());
        }
        let Some(Value::String(input)) = self.raw.get("input") else {
            self.raw.entry("input").or_insert_with(|| Value::Object(Map::new()));
            return Ok(());
        };
        if input.trim().is_empty() {
            self.set("input", Value::Object(Map::new()));
            return Ok(());
        }
        match exact::input(input) {
            Ok(Input::Tree(input)) => self.set("input", input),
            Ok(Input::Text) => {}
            Ok(Input::Unfinished) => self.state = Whole::Unfinished,
            Err(error) => {
                return Err(ProtocolError::Input { category: ProtocolError::category(&error) });
            }
        }
        Ok(())
    }
}

fn field(part: BlockPart) -> &'static str {
    match part {
        BlockPart::Text => "text",
        BlockPart::Thinking => "thinking",
        BlockPart::Input => "input",
    }
}

fn add(raw: &mut Map<String, Value>, part: BlockPart, text: &str) {
    match raw.get_mut(field(part)) {
        Some(Value::String(whole)) => whole.push_str(text),
        Some(_) | None => {
            raw.insert(field(part).to_owned(), Value::from(text));
        }
    }
}

/// The bytes that an object holds, roughly: its names and its strings.
pub(super) fn weigh(object: &Map<String, Value>) -> usize {
    object.iter().map(|(name, value)| name.len() + weight(value)).sum()
}

/// The bytes that a value holds, roughly.
pub(super) fn weight(value: &Value) -> usize {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => 8,
        Value::String(text) => text.len(),
        Value::Array(values) => values.iter().map(weight).sum(),
        Value::Object(object) => weigh(object),
    }
}
