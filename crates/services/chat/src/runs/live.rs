//! What has arrived of an answer, folded from its events, so that somebody else can follow it.

use std::collections::BTreeMap;

use atelier_vocabulary::{BlockPart, ContentBlock, Message, MessageState, TurnEvent};
use serde_json::{Map, Value};

/// What has arrived of an answer.
#[derive(Default)]
pub(super) struct Live {
    answer: Option<Message>,
    blocks: BTreeMap<u32, Growing>,
    results: Option<Message>,
    waiting: Option<TurnEvent>,
    /// Whether it ended well; none until it has ended.
    pub(super) ended_well: Option<bool>,
}

/// A block, and the text that it has grown since it began.
struct Growing {
    block: ContentBlock,
    text: String,
    thinking: String,
}

impl Live {
    /// Takes an event over.
    pub(super) fn take(&mut self, event: &TurnEvent) {
        match event {
            TurnEvent::Started { assistant, .. } | TurnEvent::Resumed { assistant, .. } => {
                *self = Self { answer: Some((**assistant).clone()), ..Self::default() };
            }
            TurnEvent::Waiting { .. } => self.waiting = Some(event.clone()),
            TurnEvent::BlockStarted { index, block }
            | TurnEvent::BlockCompleted { index, block } => {
                self.waiting = None;
                self.blocks.insert(*index, Growing::of(block));
            }
            TurnEvent::BlockDelta { index, part, text } => {
                let Some(growing) = self.blocks.get_mut(index) else { return };
                match part {
                    BlockPart::Text => growing.text.push_str(text),
                    BlockPart::Thinking => growing.thinking.push_str(text),
                    // The arguments of a request are JSON only when they are whole.
                    BlockPart::Input => {}
                }
            }
            TurnEvent::ToolsRequested { message, results } => {
                self.answer = Some((**message).clone());
                self.blocks = (0..).zip(message.blocks.iter().map(Growing::of)).collect();
                self.results = Some((**results).clone());
            }
            TurnEvent::ToolCompleted { block, .. } => {
                if let Some(results) = &mut self.results {
                    results.blocks.push(block.clone());
                }
            }
            TurnEvent::Completed { message } | TurnEvent::Ended { message } => {
                self.ended_well = Some(message.state == MessageState::Complete);
            }
        }
    }

    /// What has arrived, as the events of a turn that has just begun.
    pub(super) fn so_far(&self) -> Vec<TurnEvent> {
        let Some(answer) = self.answer.clone().filter(|_| self.ended_well.is_none()) else {
            return Vec::new();
        };
        let blocks = self.blocks.values().map(Growing::block).collect();
        let answer = Box::new(Message { blocks, ..answer });
        let mut events = vec![TurnEvent::Started { user: None, assistant: answer.clone() }];
        events.extend(self.waiting.clone());
        if let Some(results) = self.results.clone() {
            let results = Box::new(results);
            events.push(TurnEvent::ToolsRequested { message: answer, results });
        }
        events
    }
}

impl Growing {
    fn of(block: &ContentBlock) -> Self {
        Self { block: block.clone(), text: String::new(), thinking: String::new() }
    }

    fn block(&self) -> ContentBlock {
        let mut raw: Map<String, Value> = self.block.raw().clone();
        for (field, more) in [("text", &self.text), ("thinking", &self.thinking)] {
            if !more.is_empty() {
                let so_far = raw.get(field).and_then(Value::as_str).unwrap_or_default();
                let grown = format!("{so_far}{more}");
                raw.insert(field.to_owned(), Value::from(grown));
            }
        }
        ContentBlock::from(raw)
    }
}
