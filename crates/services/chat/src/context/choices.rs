//! What a person wants to be sent of what was said before: marks, and a summary in place of the
//! beginning. What was said stays as it is; only what is sent is another.
//!
//! An answer that asked for tools and the message that brings their results are one: whatever
//! becomes of one becomes of both, so that no call stands without its result.

use std::collections::{HashMap, HashSet};

use atelier_store::{
    Connection, StoreError,
    tables::{context_marks, summaries},
};
use atelier_vocabulary::{
    ContentBlock, ContextFate, ContextMark, ContextSummary, ConversationId, Message, MessageId,
    Role,
};

use super::brings_results;
use crate::turn::spoken;

/// What Claude is told before a summary.
const SUMMARY: &str = "What was said before in this conversation, summed up. The person has read this \
                       summary, and it stands for the messages that are left out here.";

/// What stands in place of a beginning that was left out, as a request must begin with the person.
const LEFT_OUT: &str = "(The beginning of this conversation was left out.)";

/// What a person has chosen in a conversation.
#[derive(Debug, Default)]
pub(crate) struct Choices {
    whole: HashMap<MessageId, ContextMark>,
    dropped_blocks: HashSet<(MessageId, u32)>,
    /// The summaries that count, newest first.
    summaries: Vec<ContextSummary>,
}

/// A branch as it is sent.
#[derive(Debug)]
pub(crate) struct Selected {
    /// The messages, oldest first. One that stands for others has no place in the store.
    pub(crate) messages: Vec<Message>,
    /// What becomes of each message of the branch.
    pub(crate) fates: Vec<ContextFate>,
    /// The summary that is sent.
    pub(crate) summary: Option<ContextSummary>,
}

impl Choices {
    /// Reads what was chosen in a conversation.
    pub(crate) fn read(c: &Connection, id: ConversationId) -> Result<Self, StoreError> {
        let mut choices = Self { summaries: summaries::accepted(c, id)?, ..Self::default() };
        for (message, block, mark) in context_marks::of(c, id)? {
            match block {
                None => drop(choices.whole.insert(message, mark)),
                Some(block) => drop(choices.dropped_blocks.insert((message, block))),
            }
        }
        Ok(choices)
    }

    /// What a person said of a message.
    pub(crate) fn mark(&self, message: MessageId) -> Option<ContextMark> {
        self.whole.get(&message).copied()
    }

    /// Whether a person left a block out.
    pub(crate) fn drops(&self, message: MessageId, block: u32) -> bool {
        self.dropped_blocks.contains(&(message, block))
    }

    /// The branch as it is sent. Its last message always is.
    pub(crate) fn select(&self, branch: Vec<Message>) -> Selected {
        if self.whole.is_empty() && self.dropped_blocks.is_empty() && self.summaries.is_empty() {
            let fates = vec![ContextFate::Sent; branch.len()];
            return Selected { messages: branch, fates, summary: None };
        }
        let (summary, covered) = self.in_force(&branch);
        let last = branch.len().saturating_sub(1);
        let marks = self.of_units(&branch);
        let fates: Vec<ContextFate> = marks
            .iter()
            .enumerate()
            .map(|(place, mark)| match mark {
                _ if place == last => ContextFate::Sent,
                Some(ContextMark::Drop) => ContextFate::Dropped,
                None if place < covered => ContextFate::Summarized,
                Some(ContextMark::Pin) | None => ContextFate::Sent,
            })
            .collect();
        let mut messages: Vec<Message> = Vec::new();
        if let Some(summary) = &summary {
            let text = format!("{SUMMARY}\n\n{}", summary.text);
            messages.push(spoken(vec![ContentBlock::text(text)]));
        }
        for (message, fate) in branch.into_iter().zip(&fates) {
            if *fate == ContextFate::Sent {
                messages.push(self.without_dropped(message));
            }
        }
        if messages.first().is_some_and(|first| first.role == Role::Assistant) {
            messages.insert(0, spoken(vec![ContentBlock::text(LEFT_OUT)]));
        }
        Selected { messages, fates, summary }
    }

    /// The summary that counts on this branch, and how many messages it stands for.
    fn in_force(&self, branch: &[Message]) -> (Option<ContextSummary>, usize) {
        let found = self.summaries.iter().find_map(|summary| {
            let place = branch.iter().position(|message| message.id == summary.up_to)?;
            // What is said now is never summed up.
            (place + 1 < branch.len()).then(|| (summary.clone(), place + 1))
        });
        found.map_or((None, 0), |(summary, covered)| (Some(summary), covered))
    }

    /// The mark of each message, with those that belong together marked alike: leaving out wins.
    fn of_units(&self, branch: &[Message]) -> Vec<Option<ContextMark>> {
        let mut marks: Vec<Option<ContextMark>> =
            branch.iter().map(|message| self.mark(message.id)).collect();
        for place in 1..branch.len() {
            let pair = branch.get(place - 1..=place);
            let Some([asks, brings]) = pair else { continue };
            if asks.role != Role::Assistant || !brings_results(brings) {
                continue;
            }
            if let Some([of_asks, of_brings]) = marks.get_mut(place - 1..=place) {
                let both = match (*of_asks, *of_brings) {
                    (Some(ContextMark::Drop), _) | (_, Some(ContextMark::Drop)) => {
                        Some(ContextMark::Drop)
                    }
                    (one, other) => one.or(other),
                };
                (*of_asks, *of_brings) = (both, both);
            }
        }
        marks
    }

    fn without_dropped(&self, message: Message) -> Message {
        let id = message.id;
        let mut place = 0_u32;
        let mut blocks = message.blocks;
        blocks.retain(|block| {
            let drops = self.drops(id, place) && can_drop(block);
            place += 1;
            !drops
        });
        Message { blocks, ..message }
    }
}

/// Whether a block can be left out alone: what stands for itself, not a half of a pair.
pub(crate) fn can_drop(block: &ContentBlock) -> bool {
    matches!(block.kind(), "text" | "image" | "document" | "search_result")
}

#[cfg(test)]
mod tests;
