//! The message that a stream adds up to: an explicit state machine over its events.

mod block;
mod progress;

use std::borrow::Cow;

use atelier_vocabulary::{ContentBlock, StopReason, Usage};
use serde_json::{Map, Value};

use self::block::Growing;
pub use self::progress::Progress;
use crate::event::{Delta, StreamEvent};
use crate::{ApiError, Decoder, ProtocolError, SseEvent};

/// The most blocks that a message may hold.
pub(crate) const BLOCKS: usize = 1_024;
/// The most bytes of content that a message may hold.
pub(crate) const MESSAGE_BYTES: usize = 8 << 20;
/// How many unknown events and deltas are kept, and how many bytes of them; later ones are let go.
const UNKNOWN: usize = 256;
const UNKNOWN_BYTES: usize = 1 << 20;

/// Adds up a stream to a message.
///
/// Bytes are fed in as they arrive; what they mean comes out as [`Progress`]. At any time the
/// content so far can be read. Only `message_stop` completes a message, and what has been fed
/// after the end changes nothing.
#[derive(Debug, Default)]
pub struct Accumulator {
    decoder: Decoder,
    state: State,
    message: Map<String, Value>,
    usage: Map<String, Value>,
    stop_reason: Option<StopReason>,
    blocks: Vec<Growing>,
    unknown: Vec<Value>,
    unknown_bytes: usize,
    bytes: usize,
}

/// How far a streamed message got.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum State {
    /// Nothing has arrived.
    #[default]
    Idle,
    /// The message has begun, and no block is open.
    Started,
    /// A block is open.
    Block {
        /// The one that began last.
        index: u32,
    },
    /// The API said that the message is whole.
    Complete,
    /// The message was cut short. What arrived is kept.
    Incomplete(Cut),
    /// The message failed. What arrived is kept.
    Failed(Failure),
}

/// How a message was cut short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// Someone stopped it, or the connection broke.
    Interrupted,
    /// The stream ended without `message_stop`.
    Truncated,
    /// The message ended, and the arguments of a tool request did not: they must not be run.
    UnfinishedInput,
    /// The message ended, and a block did not.
    OpenBlock,
}

/// Why a message failed.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// The API gave up.
    Api(Box<ApiError>),
    /// What arrived is not what the API sends.
    Protocol(ProtocolError),
}

impl Accumulator {
    /// Returns an accumulator to which nothing has been fed.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in a chunk of the response's body and adds what it means to `progress`.
    ///
    /// A delta grows the last item of `progress` where that belongs to the same part of the same
    /// block, so the more is fed between two looks at it, the fewer items there are.
    pub fn feed(&mut self, chunk: &[u8], progress: &mut Vec<Progress>) {
        if self.is_ended() {
            return;
        }
        let mut decoder = std::mem::take(&mut self.decoder);
        let fed = decoder.feed(chunk, |event| self.apply(event, progress));
        self.decoder = decoder;
        if let Err(failure) = fed {
            self.state = State::Failed(failure);
        }
    }

    /// Takes in the end of the body. Unless the message is whole by then, it was truncated.
    pub fn finish(&mut self, progress: &mut Vec<Progress>) {
        if self.is_ended() {
            return;
        }
        let mut decoder = std::mem::take(&mut self.decoder);
        let fed = decoder.finish(|event| self.apply(event, progress));
        match fed {
            // Half an event at the very end is no fault but the cut itself.
            Err(Failure::Protocol(ProtocolError::Json { .. })) | Ok(()) if !self.is_ended() => {
                self.state = State::Incomplete(Cut::Truncated);
            }
            Err(failure) => self.state = State::Failed(failure),
            Ok(()) => {}
        }
    }

    /// Ends the message where it is: it was stopped, or the connection broke.
    pub fn interrupt(&mut self) {
        if !self.is_ended() {
            self.state = State::Incomplete(Cut::Interrupted);
        }
    }

    /// How far the message got.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Whether nothing more will change.
    pub fn is_ended(&self) -> bool {
        matches!(self.state, State::Complete | State::Incomplete(_) | State::Failed(_))
    }

    /// The blocks so far, with every field the API sent.
    ///
    /// The arguments of a tool request stand in its `input` as a string while they are not whole,
    /// and stay one where they hold what no value can, such as a number beyond 64 bits.
    pub fn blocks(&self) -> Vec<ContentBlock> {
        self.blocks.iter().map(Growing::snapshot).collect()
    }

    /// A block, as far as it goes.
    pub fn block(&self, index: u32) -> Option<ContentBlock> {
        self.blocks.get(usize::try_from(index).ok()?).map(Growing::snapshot)
    }

    /// The tokens so far.
    pub fn usage(&self) -> Usage {
        crate::usage(&self.usage)
    }

    /// The tokens so far, as the API has them.
    pub fn raw_usage(&self) -> &Map<String, Value> {
        &self.usage
    }

    /// Why the model stopped.
    pub fn stop_reason(&self) -> Option<&StopReason> {
        self.stop_reason.as_ref()
    }

    /// The fields of the message but its content and usage, as the API has them.
    pub fn message(&self) -> &Map<String, Value> {
        &self.message
    }

    /// The model that answers, as the API names it.
    pub fn model(&self) -> Option<&str> {
        self.message.get("model")?.as_str()
    }

    /// The API's id for the message.
    pub fn id(&self) -> Option<&str> {
        self.message.get("id")?.as_str()
    }

    /// Events and deltas that are newer than this crate, as they came, and the text of deltas that
    /// hold half a surrogate pair, which no Rust string can (the first 256, up to 1 MiB).
    pub fn unknown(&self) -> &[Value] {
        &self.unknown
    }

    fn apply(&mut self, event: SseEvent<'_>, out: &mut Vec<Progress>) -> Result<(), Failure> {
        if self.is_ended() {
            return Ok(());
        }
        let data = event.data;
        match StreamEvent::parse(event)? {
            StreamEvent::Ping => {}
            StreamEvent::Error(error) => return Err(Failure::Api(Box::new(error))),
            StreamEvent::Unknown(fields) => self.keep_unknown(fields),
            StreamEvent::MessageStart(message) => self.start(message, out)?,
            event if self.state == State::Idle => {
                let event = event.name();
                return Err(ProtocolError::Order { event }.into());
            }
            StreamEvent::BlockStart { index, block } => self.start_block(index, block, out)?,
            StreamEvent::BlockDelta { index, delta } => {
                if halves_a_pair(&delta) {
                    self.keep(Value::from(String::from_utf8_lossy(data)), data.len());
                }
                self.grow_block(index, delta, out)?;
            }
            StreamEvent::BlockStop { index } => self.stop_block(index, out)?,
            StreamEvent::MessageDelta { delta, usage } => self.update(delta, usage, out)?,
            StreamEvent::MessageStop => self.stop(out),
        }
        Ok(())
    }

    fn keep_unknown(&mut self, fields: Map<String, Value>) {
        let bytes = block::weigh(&fields);
        self.keep(Value::Object(fields), bytes);
    }

    fn keep(&mut self, value: Value, bytes: usize) {
        let bytes = self.unknown_bytes.saturating_add(bytes);
        if self.unknown.len() < UNKNOWN && bytes <= UNKNOWN_BYTES {
            self.unknown_bytes = bytes;
            self.unknown.push(value);
        }
    }
}

/// Whether a delta had to be mended. Only text with escapes is not borrowed.
fn halves_a_pair(delta: &Delta<'_>) -> bool {
    matches!(delta, Delta::Part(_, Cow::Owned(text)) if text.contains('\u{fffd}'))
}

impl From<ProtocolError> for Failure {
    fn from(error: ProtocolError) -> Self {
        Self::Protocol(error)
    }
}

impl From<crate::SseError> for Failure {
    fn from(error: crate::SseError) -> Self {
        Self::Protocol(error.into())
    }
}
