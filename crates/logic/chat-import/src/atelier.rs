//! Atelier's own formats: a conversation as JSON, and the lines of an export of everything.

use std::collections::{HashMap, HashSet};

use atelier_vocabulary::{Conversation, ConversationState, Message, MessageState};
use serde::Deserialize;

use crate::fields;
use crate::reader::Found;
use crate::remarks::Remarks;

/// The latest version of the formats that is known.
pub(crate) const VERSION: u32 = 1;
/// The most tags of a conversation, and the most characters of one: twice what a person may write, as
/// some letters become two when they are made small.
const MOST_TAGS: usize = 20;
const TAG_CHARS: usize = 80;
/// The most that a message can have cost, in billionths of a US dollar: those of a conversation are added up.
const MOST_COST: i64 = 1_000_000_000_000;

/// A conversation as JSON, and as a line of an export.
#[derive(Deserialize)]
struct Document {
    /// Whether it goes on with the conversation of the line before.
    #[serde(default)]
    continues: bool,
    conversation: Conversation,
    #[serde(default)]
    messages: Vec<Message>,
}

/// Why a document is not read.
pub(crate) enum Refused {
    /// It is none.
    Broken(serde_json::Error),
    /// A later version wrote it.
    Newer,
}

/// Reads a conversation.
pub(crate) fn read(bytes: &[u8], now: i64, remarks: &mut Remarks) -> Result<Found, Refused> {
    #[derive(Deserialize)]
    struct Written {
        #[serde(default)]
        version: Option<u32>,
    }
    // A later version may well have other fields, so this is asked first.
    let written: Written = serde_json::from_slice(bytes).map_err(Refused::Broken)?;
    if written.version.is_some_and(|it| it > VERSION) {
        return Err(Refused::Newer);
    }
    let found: Document = serde_json::from_slice(bytes).map_err(Refused::Broken)?;
    let mut conversation = found.conversation;
    conversation.state = ConversationState::Idle;
    conversation.created_at = conversation.created_at.clamp(0, now);
    conversation.updated_at = conversation.updated_at.clamp(conversation.created_at, now);
    within_bounds(&mut conversation, now);
    let strangers = if found.continues { Strangers::Earlier } else { Strangers::Lost };
    let messages = sound(found.messages, &conversation, now, strangers, remarks);
    let shown = |id| messages.iter().any(|it| it.id == id);
    conversation.head_id = conversation
        .head_id
        .filter(|id| found.continues || shown(*id))
        .or_else(|| messages.last().map(|it| it.id));
    conversation.message_count = u32::try_from(messages.len()).unwrap_or(u32::MAX);
    conversation.cost_nano_usd = 0;
    Ok(Found { conversation, messages, missing_files: 0, continues: found.continues })
}

/// Holds what anybody may have written into a file to what can be chosen in Atelier.
fn within_bounds(conversation: &mut Conversation, now: i64) {
    let title = std::mem::take(&mut conversation.title);
    let letters = title.chars().filter(|it| !it.is_control());
    conversation.title = letters.take(fields::TITLE_CHARS).collect();
    conversation.tags.retain(|it| {
        (1..=TAG_CHARS).contains(&it.chars().count()) && !it.contains(char::is_control)
    });
    conversation.tags.truncate(MOST_TAGS);
    conversation.model = conversation.model.take().filter(|it| fields::is_model(it));
    for at in
        [&mut conversation.trashed_at, &mut conversation.pinned_at, &mut conversation.archived_at]
    {
        *at = at.map(|it| it.clamp(0, now));
    }
}

/// What a predecessor is that is not there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Strangers {
    /// One of an earlier line.
    Earlier,
    /// One that is not in the export.
    Lost,
}

/// The messages, each after the one it follows; what follows nothing that is there begins a branch.
fn sound(
    messages: Vec<Message>,
    of: &Conversation,
    now: i64,
    strangers: Strangers,
    remarks: &mut Remarks,
) -> Vec<Message> {
    let mut ids = HashSet::new();
    let mut all = Vec::with_capacity(messages.len());
    for mut message in messages {
        if !ids.insert(message.id) {
            remarks.left_out("messages whose id another message has already", &of.title);
            continue;
        }
        message.conversation_id = of.id;
        message.created_at = message.created_at.clamp(0, now);
        message.completed_at = message.completed_at.map(|it| it.clamp(0, now));
        message.model = message.model.filter(|it| fields::is_model(it));
        message.cost_nano_usd = message.cost_nano_usd.map(|it| it.clamp(0, MOST_COST));
        if message.state == MessageState::Streaming {
            message.state = MessageState::Incomplete;
        }
        all.push(message);
    }
    let mut children: HashMap<_, Vec<usize>> = HashMap::new();
    let mut order = Vec::new();
    let mut lost = 0;
    for (index, message) in all.iter_mut().enumerate() {
        let stranger = message.parent_id.is_some_and(|it| !ids.contains(&it));
        if stranger && strangers == Strangers::Lost {
            message.parent_id = None;
            lost += 1;
        }
        match message.parent_id {
            Some(parent) if ids.contains(&parent) => {
                children.entry(parent).or_default().push(index);
            }
            _ => order.push(index),
        }
    }
    remarks.changed(
        "messages whose predecessor is not in the export begin a branch of their own",
        &of.title,
        lost,
    );
    let mut at = 0;
    while let Some(index) = order.get(at).copied() {
        let id = all.get(index).map(|it| it.id);
        order.extend(id.and_then(|it| children.remove(&it)).unwrap_or_default());
        at += 1;
    }
    for _ in order.len()..all.len() {
        remarks.left_out("messages that follow each other in a circle", &of.title);
    }
    let mut waiting: Vec<Option<Message>> = all.into_iter().map(Some).collect();
    order.into_iter().filter_map(|it| waiting.get_mut(it).and_then(Option::take)).collect()
}
