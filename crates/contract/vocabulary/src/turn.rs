//! What happens during a turn: one user message up to the end of the reply.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{ContentBlock, Message};

/// What happens during a turn, in order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum TurnEvent {
    /// The person's message is stored, and the request is about to leave.
    Started {
        /// What the person said; none where an earlier message is answered again.
        user: Option<Box<Message>>,
        /// The answer, still empty.
        assistant: Box<Message>,
    },
    /// The API cannot answer now, and Atelier waits to ask again. Nothing had arrived yet.
    Waiting {
        /// How often it has asked.
        attempt: u32,
        /// When it asks again, in ms since 1970.
        #[ts(type = "number")]
        retry_at: i64,
        /// Why it waits.
        message: String,
    },
    /// A block began.
    BlockStarted {
        /// Its place in the message.
        index: u32,
        /// The block, as far as it goes.
        block: ContentBlock,
    },
    /// A block grew.
    BlockDelta {
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
    /// The answer is whole, and asks for tools, which now run.
    ToolsRequested {
        /// The answer.
        message: Box<Message>,
        /// What will bring their results back, still empty.
        results: Box<Message>,
    },
    /// A tool has returned, or failed; its result is stored.
    ToolCompleted {
        /// Which of the answer's requests it was, from 0.
        index: u32,
        /// The result.
        block: ContentBlock,
    },
    /// All tools have returned, and Claude is about to go on.
    Resumed {
        /// What they returned, in the order in which they were asked for.
        results: Box<Message>,
        /// The next answer, still empty.
        assistant: Box<Message>,
    },
    /// The answer is whole.
    Completed {
        /// The answer.
        message: Box<Message>,
    },
    /// The turn ended without a whole answer: it was stopped, cut short, or it failed.
    Ended {
        /// The answer, as far as it goes, or the results of its tools where it was stopped among
        /// them; its state says how it ended.
        message: Box<Message>,
    },
}

/// Which part of a block grew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum BlockPart {
    /// The text of a text block.
    Text,
    /// The thinking of a thinking block.
    Thinking,
    /// The input of a tool request, as JSON text.
    Input,
}
