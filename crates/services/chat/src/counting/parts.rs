//! The parts of a request, as a person looks at them: made from what the request itself holds.

use atelier_claude_wire::MessagesRequest;
use atelier_vocabulary::{
    ContentBlock, ContextBlock, ContextFate, ContextPart, ContextPartKind, Message, MessageId, Role,
};
use serde_json::Value;

use super::estimate::{Estimate, of_block};
use crate::context::{Choices, Selected, brings_results, can_drop};

/// The longest title of a part, in characters.
const TITLE: usize = 80;

/// Lists the parts of `request`, which was made of `branch` as `selected`. The tokens of all parts
/// that are sent add up to `counted`, where that is known.
pub(super) fn parts(
    request: &MessagesRequest,
    branch: &[Message],
    selected: &Selected,
    choices: &Choices,
    counted: Option<u64>,
) -> Vec<ContextPart> {
    let mut parts = Vec::new();
    if let Some(system) = &request.system {
        let tokens = Estimate::of_bytes(system.len()).likely;
        parts.push(plain(ContextPartKind::Instructions, short(system), tokens));
    }
    if !request.tools.is_empty() {
        let names = request.tools.iter().filter_map(|tool| tool.get("name")?.as_str());
        let tokens = request.tools.iter().map(|it| Estimate::of_bytes(it.to_string().len()).likely);
        let title = names.collect::<Vec<_>>().join(", ");
        parts.push(plain(ContextPartKind::Tools, short(&title), tokens.sum()));
    }
    if let Some(summary) = &selected.summary {
        let tokens = Estimate::of_bytes(summary.text.len()).likely;
        parts.push(plain(ContextPartKind::Summary, short(&summary.text), tokens));
    }
    let last = branch.last().map(|message| message.id);
    for (message, fate) in branch.iter().zip(&selected.fates) {
        parts.push(of_message(request, message, *fate, choices, last));
    }
    if let Some(counted) = counted {
        share(&mut parts, counted);
    }
    parts
}

fn plain(kind: ContextPartKind, title: String, tokens: u64) -> ContextPart {
    ContextPart {
        kind,
        message_id: None,
        title,
        tokens,
        fate: ContextFate::Sent,
        mark: None,
        can_drop: false,
        blocks: Vec::new(),
    }
}

fn of_message(
    request: &MessagesRequest,
    message: &Message,
    fate: ContextFate,
    choices: &Choices,
    last: Option<MessageId>,
) -> ContextPart {
    let is_last = last == Some(message.id);
    let blocks: Vec<ContextBlock> = message
        .blocks
        .iter()
        .enumerate()
        .map(|(place, block)| {
            let index = u32::try_from(place).unwrap_or(u32::MAX);
            let drops = choices.drops(message.id, index);
            let sent = fate == ContextFate::Sent && holds(request, block);
            ContextBlock {
                index,
                kind: block.kind().to_owned(),
                title: title(block),
                tokens: if sent { of_block(block.raw()).likely } else { 0 },
                sent,
                mark: drops.then_some(atelier_vocabulary::ContextMark::Drop),
                can_drop: can_drop(block) && (!is_last || message.blocks.len() > 1),
            }
        })
        .collect();
    let any = blocks.iter().any(|block| block.sent);
    ContextPart {
        kind: match message.role {
            Role::Assistant => ContextPartKind::Answered,
            Role::User if brings_results(message) => ContextPartKind::Results,
            Role::User => ContextPartKind::Said,
        },
        message_id: Some(message.id),
        title: blocks
            .iter()
            .find(|block| block.kind == "text" && !block.title.is_empty())
            .or(blocks.first())
            .map(|block| block.title.clone())
            .unwrap_or_default(),
        tokens: blocks.iter().map(|block| block.tokens).sum(),
        fate: if fate == ContextFate::Sent && !any { ContextFate::Empty } else { fate },
        mark: choices.mark(message.id),
        can_drop: !is_last,
        blocks,
    }
}

/// Whether the request holds the block, word for word.
fn holds(request: &MessagesRequest, block: &ContentBlock) -> bool {
    request.messages.iter().any(|message| message.content.contains(block))
}

/// The beginning of a block, or its name.
fn title(block: &ContentBlock) -> String {
    let text = |name: &str| block.raw().get(name).and_then(Value::as_str).map(short);
    let source = || block.raw().get("source")?.get("name")?.as_str().map(short);
    match block.kind() {
        "tool_use" => text("name"),
        "tool_result" => block.raw().get("content").map(|content| {
            short(&content.as_str().map_or_else(|| content.to_string(), str::to_owned))
        }),
        "server_tool_use" => asked(block).map(short).or_else(|| text("name")),
        kind if kind.ends_with("_tool_result") => found(block).map(short),
        "image" | "document" => source().or_else(|| text("title")),
        _ => text("text").or_else(|| text("thinking")),
    }
    .unwrap_or_default()
}

/// What the endpoint was asked to search or read.
fn asked(block: &ContentBlock) -> Option<&str> {
    let input = block.raw().get("input")?;
    input.get("query").or_else(|| input.get("url"))?.as_str()
}

/// What it found first, or read; never the encrypted parts.
fn found(block: &ContentBlock) -> Option<&str> {
    let content = block.raw().get("content")?;
    let first = content.get(0).and_then(|first| first.get("title"));
    first.or_else(|| content.get("url")).or_else(|| content.get("error_code"))?.as_str()
}

fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line: String = line.chars().filter(|c| !c.is_control()).collect();
    match line.char_indices().nth(TITLE) {
        Some((cut, _)) => format!("{}…", line.get(..cut).unwrap_or_default()),
        None => line,
    }
}

/// Makes the tokens of the parts that are sent add up to what was counted, each by its share.
fn share(parts: &mut [ContextPart], counted: u64) {
    let all: u64 = parts.iter().map(|part| part.tokens).sum();
    if all == 0 {
        return;
    }
    let scaled = |tokens: u64, so_far: u64| {
        // Rounded along the way, so that nothing is lost between the parts.
        let at = |tokens: u64| u128::from(tokens) * u128::from(counted) / u128::from(all);
        u64::try_from(at(so_far + tokens) - at(so_far)).unwrap_or(u64::MAX)
    };
    let mut so_far = 0;
    for part in parts {
        let (before, own) = (so_far, part.tokens);
        let mut within = before;
        for block in &mut part.blocks {
            let tokens = block.tokens;
            block.tokens = scaled(tokens, within);
            within += tokens;
        }
        part.tokens = scaled(own, before);
        so_far += own;
    }
}
