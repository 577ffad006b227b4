//! What an event means, and how the message changes with it.

use atelier_vocabulary::{BlockPart, ContentBlock, StopReason, Usage};
use serde_json::{Map, Value};

use super::block::{self, Growing};
use super::{Accumulator, BLOCKS, Cut, Delta, MESSAGE_BYTES, State, StreamEvent};
use crate::ProtocolError;

/// What an event means for a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Progress {
    /// The message has begun.
    Started {
        /// The API's id for the message.
        id: Option<String>,
        /// The model that answers, as the API names it.
        model: Option<String>,
    },
    /// A block began.
    BlockStarted {
        /// Its place in the message.
        index: u32,
        /// The block, as far as it goes.
        block: ContentBlock,
    },
    /// A block grew.
    Delta {
        /// Its place in the message.
        index: u32,
        /// What grew.
        part: BlockPart,
        /// The addition.
        text: String,
    },
    /// A block is whole.
    BlockCompleted {
        /// Its place in the message.
        index: u32,
        /// The block.
        block: ContentBlock,
    },
    /// The API said why the model stops, or counted tokens.
    Updated {
        /// Why the model stops.
        stop_reason: Option<StopReason>,
        /// The tokens so far, in total.
        usage: Usage,
    },
    /// The message is whole.
    Completed,
}

impl Accumulator {
    pub(super) fn start(
        &mut self,
        mut message: Map<String, Value>,
        out: &mut Vec<Progress>,
    ) -> Result<(), ProtocolError> {
        if self.state != State::Idle {
            return Err(ProtocolError::Order { event: "message_start" });
        }
        if let Some(Value::Object(usage)) = message.remove("usage") {
            self.usage = usage;
        }
        let content = message.remove("content");
        self.stop_reason = reason(message.get("stop_reason"));
        self.message = message;
        self.state = State::Started;
        let (id, model) = (self.id().map(str::to_owned), self.model().map(str::to_owned));
        out.push(Progress::Started { id, model });
        // Content that the message begins with is whole.
        let Some(Value::Array(content)) = content else { return Ok(()) };
        for (index, block) in content.into_iter().enumerate() {
            let Value::Object(block) = block else {
                return Err(ProtocolError::Field { event: "message_start", field: "content" });
            };
            let index = u64::try_from(index).unwrap_or(u64::MAX);
            self.start_block(index, block, out)?;
            self.stop_block(index, out)?;
        }
        Ok(())
    }

    pub(super) fn start_block(
        &mut self,
        index: u64,
        block: Map<String, Value>,
        out: &mut Vec<Progress>,
    ) -> Result<(), ProtocolError> {
        let place = self.blocks.len();
        if place >= BLOCKS {
            return Err(ProtocolError::TooManyBlocks { limit: BLOCKS });
        }
        let index = u32::try_from(index)
            .ok()
            .filter(|index| usize::try_from(*index) == Ok(place))
            .ok_or(ProtocolError::Index { event: "content_block_start" })?;
        let block = Growing::new(block);
        self.count(block.bytes())?;
        if let Some(id) = block.id()
            && self.blocks.iter().any(|earlier| earlier.id() == Some(id))
        {
            return Err(ProtocolError::DuplicateId);
        }
        out.push(Progress::BlockStarted { index, block: block.snapshot() });
        self.blocks.push(block);
        self.state = State::Block { index };
        Ok(())
    }

    pub(super) fn grow_block(
        &mut self,
        index: u64,
        delta: Delta<'_>,
        out: &mut Vec<Progress>,
    ) -> Result<(), ProtocolError> {
        let wrong = ProtocolError::Index { event: "content_block_delta" };
        let Ok(place) = u32::try_from(index) else { return Err(wrong) };
        match &delta {
            Delta::Part(_, text) => self.count(text.len())?,
            Delta::Signature(text) => self.count(text.len())?,
            Delta::Citation(value) => self.count(block::weight(value))?,
            Delta::Compaction(fields) => self.count(block::weigh(fields))?,
            Delta::Unknown(_) => {}
        }
        let block = usize::try_from(index).ok().and_then(|place| self.blocks.get_mut(place));
        let Some(block) = block.filter(|block| block.is_open()) else { return Err(wrong) };
        match delta {
            Delta::Part(part, text) => {
                block.grow(part, &text)?;
                push_delta(out, place, part, text);
            }
            Delta::Signature(signature) => block.set("signature", signature.into()),
            Delta::Citation(citation) => block.cite(citation)?,
            Delta::Compaction(fields) => {
                for (name, value) in fields.into_iter().filter(|(name, _)| name != "type") {
                    block.set(&name, value);
                }
            }
            Delta::Unknown(fields) => self.keep_unknown(fields),
        }
        Ok(())
    }

    pub(super) fn stop_block(
        &mut self,
        index: u64,
        out: &mut Vec<Progress>,
    ) -> Result<(), ProtocolError> {
        let wrong = ProtocolError::Index { event: "content_block_stop" };
        let Ok(place) = u32::try_from(index) else { return Err(wrong) };
        let block = usize::try_from(index).ok().and_then(|place| self.blocks.get_mut(place));
        let Some(block) = block.filter(|block| block.is_open()) else { return Err(wrong) };
        block.close()?;
        out.push(Progress::BlockCompleted { index: place, block: block.snapshot() });
        self.state = match self.blocks.iter().rposition(Growing::is_open) {
            Some(open) => State::Block { index: u32::try_from(open).unwrap_or(place) },
            None => State::Started,
        };
        Ok(())
    }

    pub(super) fn update(
        &mut self,
        delta: Map<String, Value>,
        usage: Map<String, Value>,
        out: &mut Vec<Progress>,
    ) -> Result<(), ProtocolError> {
        self.count(block::weigh(&delta).saturating_add(block::weigh(&usage)))?;
        if let Some(reason) = reason(delta.get("stop_reason")) {
            self.stop_reason = Some(reason);
        }
        crate::usage::replace(&mut self.usage, usage);
        crate::usage::replace(&mut self.message, delta);
        out.push(Progress::Updated { stop_reason: self.stop_reason.clone(), usage: self.usage() });
        Ok(())
    }

    pub(super) fn stop(&mut self, out: &mut Vec<Progress>) {
        if self.blocks.iter().any(Growing::is_open) {
            self.state = State::Incomplete(Cut::OpenBlock);
        } else if self.blocks.iter().any(Growing::is_unfinished) {
            self.state = State::Incomplete(Cut::UnfinishedInput);
        } else {
            self.state = State::Complete;
            out.push(Progress::Completed);
        }
    }

    /// Counts content that is about to be kept.
    fn count(&mut self, bytes: usize) -> Result<(), ProtocolError> {
        self.bytes = self.bytes.saturating_add(bytes);
        if self.bytes > MESSAGE_BYTES {
            return Err(ProtocolError::MessageTooLarge { limit: MESSAGE_BYTES });
        }
        Ok(())
    }
}

impl StreamEvent<'_> {
    /// The event's name, for an error.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::MessageStart(_) => "message_start",
            Self::BlockStart { .. } => "content_block_start",
            Self::BlockDelta { .. } => "content_block_delta",
            Self::BlockStop { .. } => "content_block_stop",
            Self::MessageDelta { .. } => "message_delta",
            Self::MessageStop => "message_stop",
            Self::Ping => "ping",
            Self::Error(_) => "error",
            Self::Unknown(_) => "event",
        }
    }
}

fn reason(value: Option<&Value>) -> Option<StopReason> {
    value.and_then(Value::as_str).map(|reason| StopReason(reason.to_owned()))
}

/// Adds a delta, or lets the last one grow by it.
fn push_delta(
    out: &mut Vec<Progress>,
    index: u32,
    part: BlockPart,
    text: std::borrow::Cow<'_, str>,
) {
    match out.last_mut() {
        Some(Progress::Delta { index: last, part: same, text: grown })
            if *last == index && *same == part =>
        {
            grown.push_str(&text);
        }
        Some(_) | None => out.push(Progress::Delta { index, part, text: text.into_owned() }),
    }
}
