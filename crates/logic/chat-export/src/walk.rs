//! In which order messages are written down.

use std::collections::{HashMap, HashSet};

use atelier_vocabulary::{ExportBranches, Message, MessageId};

/// A message, and where it stands among its siblings.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// The message.
    pub message: &'a Message,
    /// Which of its siblings it is, from 1.
    pub place: usize,
    /// How many siblings there are, itself included.
    pub of: usize,
    /// Whether it follows the step before; else a branch begins here.
    pub follows: bool,
}

/// The messages of the branch that ends with `head`, or of all branches, each branch to its end
/// before the next.
pub fn walk<'a>(
    messages: &'a [Message],
    head: Option<MessageId>,
    branches: ExportBranches,
) -> Vec<Step<'a>> {
    let known: HashMap<MessageId, &Message> = messages.iter().map(|it| (it.id, it)).collect();
    let mut children: HashMap<Option<MessageId>, Vec<&Message>> = HashMap::new();
    for message in messages {
        let parent = message.parent_id.filter(|it| known.contains_key(it));
        children.entry(parent).or_default().push(message);
    }
    for siblings in children.values_mut() {
        siblings.sort_by_key(|it| (it.created_at, it.id));
    }
    let step = |message: &'a Message, before: Option<MessageId>| {
        let parent = message.parent_id.filter(|it| known.contains_key(it));
        let siblings = children.get(&parent).map(Vec::as_slice).unwrap_or_default();
        let place = siblings.iter().position(|it| it.id == message.id).map_or(1, |it| it + 1);
        Step { message, place, of: siblings.len().max(1), follows: parent == before }
    };
    let mut steps = Vec::new();
    match branches {
        ExportBranches::Shown => {
            let mut seen = HashSet::new();
            let mut at = head.and_then(|it| known.get(&it)).copied();
            let mut back = Vec::new();
            while let Some(message) = at.filter(|it| seen.insert(it.id)) {
                back.push(message);
                at = message.parent_id.and_then(|it| known.get(&it)).copied();
            }
            for message in back.into_iter().rev() {
                let before = steps.last().map(|it: &Step<'_>| it.message.id);
                steps.push(step(message, before));
            }
        }
        ExportBranches::All => {
            let mut waiting: Vec<&Message> =
                children.get(&None).into_iter().flatten().rev().copied().collect();
            while let Some(message) = waiting.pop() {
                let before = steps.last().map(|it: &Step<'_>| it.message.id);
                steps.push(step(message, before));
                let next = children.get(&Some(message.id)).into_iter().flatten();
                waiting.extend(next.rev().copied());
            }
        }
    }
    steps
}

/// Messages by their ids and those they follow, each after the one it follows.
pub fn parents_first(messages: &[(MessageId, Option<MessageId>)]) -> Vec<MessageId> {
    let known: HashSet<MessageId> = messages.iter().map(|(id, _)| *id).collect();
    let mut children: HashMap<MessageId, Vec<MessageId>> = HashMap::new();
    let mut order = Vec::with_capacity(messages.len());
    for (id, parent) in messages {
        match parent.filter(|it| known.contains(it)) {
            Some(parent) => children.entry(parent).or_default().push(*id),
            None => order.push(*id),
        }
    }
    let mut at = 0;
    while let Some(id) = order.get(at).copied() {
        order.extend(children.remove(&id).unwrap_or_default());
        at += 1;
    }
    order
}
