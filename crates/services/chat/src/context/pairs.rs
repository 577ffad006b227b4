//! Requests for tools and their results, side by side as the API demands: every `tool_use` has its
//! `tool_result` in the very next message, first in it, and no result stands alone.
//!
//! What a stop, a kill or a fault left without a result gets one that says so. What broke off while
//! it was asked for is left out. Where no tool is offered any more, results go as plain text: a
//! request without tools may hold no such blocks.

use std::collections::{HashMap, HashSet};

use atelier_claude_wire::{ReplayThinking, WireMessage, replay};
use atelier_vocabulary::{ContentBlock, Message, Role};
use serde_json::Value;

use super::{
    served::{Served, is_call, is_result},
    thinking::Prefix,
};
use crate::tools::{asked, error_block};

/// What Claude is told of a call whose result never came.
const LOST: &str = "There is no result: the turn ended before this call had finished. What it does \
                    may have been done.";

/// Whether the message only brings back what tools returned; what a person says does not.
pub(crate) fn brings_results(message: &Message) -> bool {
    let is_result = |block: &ContentBlock| block.kind() == "tool_result";
    // Where tools were at work and none had returned, it is empty; what a person says never is.
    message.role == Role::User && message.blocks.iter().all(is_result)
}

/// Adds an answer that goes on, and what the tools returned that it asked for, as they are sent within
/// the turn. Its thinking goes along, unchanged: nothing before it has changed. So do the calls that the
/// endpoint serves itself, of which it may still owe the results.
pub(crate) fn go_on(
    messages: &mut Vec<WireMessage>,
    answer: &[ContentBlock],
    results: &[ContentBlock],
) {
    let brought: Vec<String> = results.iter().filter_map(answers).map(str::to_owned).collect();
    let blocks = with_calls(replay(answer, ReplayThinking::Keep), &brought);
    push(messages, Role::Assistant, blocks);
    push(messages, Role::User, results.to_vec());
}

/// Returns the messages of a branch as they are sent.
pub(super) fn paired(
    branch: &[Message],
    tools: &[Value],
    mut prefix: Prefix<'_>,
) -> Vec<WireMessage> {
    let mut out: Vec<WireMessage> = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut known: HashSet<String> = HashSet::new();
    let mut served = Served::new(branch, tools);
    for (place, message) in branch.iter().enumerate() {
        match message.role {
            Role::Assistant => {
                push(&mut out, Role::User, lost(&open));
                let blocks = served.of(place, &message.blocks);
                let blocks = replay(&blocks, prefix.replay(message.id, &out));
                let next = branch.get(place + 1).filter(|next| next.role == Role::User);
                open = if tools.is_empty() { Vec::new() } else { answerable(message, next) };
                // An id stands for one call in the whole request.
                open.retain(|id| known.insert(id.clone()));
                push(&mut out, Role::Assistant, with_calls(blocks, &open));
            }
            Role::User => {
                let blocks = replay(&message.blocks, ReplayThinking::Drop);
                let (results, said): (Vec<_>, Vec<_>) =
                    blocks.into_iter().partition(|block| block.kind() == "tool_result");
                let mut content = if tools.is_empty() {
                    results.iter().map(told).collect()
                } else {
                    matched(&open, results)
                };
                content.extend(said);
                open.clear();
                push(&mut out, Role::User, content);
            }
        }
    }
    push(&mut out, Role::User, lost(&open));
    out
}

/// The blocks with only these calls, each of them once.
fn with_calls(mut blocks: Vec<ContentBlock>, calls: &[String]) -> Vec<ContentBlock> {
    let mut left: HashSet<&str> = calls.iter().map(String::as_str).collect();
    blocks
        .retain(|block| block.kind() != "tool_use" || id(block).is_some_and(|id| left.remove(id)));
    blocks
}

/// The ids of the calls in an answer that are sent: those asked for in full, or with a result.
fn answerable(answer: &Message, next: Option<&Message>) -> Vec<String> {
    let whole = answer.stop_reason.as_ref().is_some_and(|reason| reason.0 == "tool_use");
    let brought: HashSet<&str> =
        next.iter().flat_map(|next| &next.blocks).filter_map(answers).collect();
    let ids = asked(&answer.blocks).into_iter().map(|asked| asked.id);
    ids.filter(|id| whole || brought.contains(id.as_str())).collect()
}

/// One result for each call, in the order of the calls.
fn matched(open: &[String], results: Vec<ContentBlock>) -> Vec<ContentBlock> {
    let mut by_id: HashMap<String, ContentBlock> = HashMap::new();
    for block in results {
        if let Some(id) = answers(&block) {
            by_id.entry(id.to_owned()).or_insert(block);
        }
    }
    open.iter().map(|id| by_id.remove(id).unwrap_or_else(|| error_block(id, LOST))).collect()
}

fn lost(open: &[String]) -> Vec<ContentBlock> {
    open.iter().map(|id| error_block(id, LOST)).collect()
}

/// A result as text, for a request that may hold no results.
fn told(result: &ContentBlock) -> ContentBlock {
    let content = result.raw().get("content").unwrap_or(&Value::Null);
    let content = content.as_str().map_or_else(|| content.to_string(), str::to_owned);
    ContentBlock::text(format!("A tool that is switched off now had returned:\n{content}"))
}

/// Adds a message. After results, more of the same side belongs into the same message: results must
/// stand first in the message that follows their calls, and an answer that was paused is one with what
/// it went on with.
fn push(out: &mut Vec<WireMessage>, role: Role, content: Vec<ContentBlock>) {
    if content.is_empty() {
        return;
    }
    let goes_on = |message: &WireMessage| {
        let mut blocks = message.content.iter();
        blocks.any(|block| block.kind() == "tool_result" || is_call(block) || is_result(block))
    };
    match out.last_mut().filter(|last| last.role == role && goes_on(last)) {
        Some(last) => last.content.extend(content),
        None => out.push(WireMessage::new(role, content)),
    }
}

fn id(block: &ContentBlock) -> Option<&str> {
    block.raw().get("id")?.as_str()
}

/// The call that a result answers.
fn answers(result: &ContentBlock) -> Option<&str> {
    let names = (result.kind() == "tool_result").then(|| result.raw().get("tool_use_id"));
    names.flatten()?.as_str()
}
