//! Calls that the endpoint serves itself, such as searches of the web: call and result stand in answers,
//! and go back as they came, the encrypted parts of what was found included.
//!
//! A call goes back with its result or not at all: a kill can leave one without the other. Where the tool
//! is not offered any more, a line says what was searched and found. A text may cite only what is sent.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

use atelier_vocabulary::{ContentBlock, Message, Role};
use serde_json::{Map, Value};

use super::pairs::brings_results;

/// How many results are named where they cannot be sent, and how many characters of each.
const NAMED: usize = 20;
const NAME: usize = 300;

/// Where a block stands: its message in the branch, and its place there.
type Spot = (usize, usize);

/// What becomes of the served calls of a branch.
#[derive(Default)]
pub(super) struct Served {
    /// Calls that are sent, and the results of each.
    sound: HashSet<Spot>,
    /// What is said in place of results that are not sent.
    told: HashMap<Spot, String>,
    /// The turns, by their first message, in which a page that was read is not sent.
    unread: HashSet<usize>,
    /// The turn of each message.
    turns: Vec<usize>,
    /// The addresses of results that have been sent.
    found: HashSet<String>,
}

/// A call that waits for its result.
struct Open<'a> {
    at: Spot,
    name: &'a str,
    input: &'a Value,
}

impl Served {
    /// Finds the calls of a branch that have their results, where `tools` are offered.
    pub(super) fn new(branch: &[Message], tools: &[Value]) -> Self {
        let mut served = Self::default();
        let mut open: HashMap<&str, Open<'_>> = HashMap::new();
        let mut known: HashSet<&str> = HashSet::new();
        let mut turn = 0;
        for (message, said) in branch.iter().enumerate() {
            // An answer that goes on after a pause, or after tools, is of the same turn.
            if said.role == Role::User && !brings_results(said) {
                open.clear();
                turn = message;
            }
            served.turns.push(turn);
            if said.role == Role::User {
                continue;
            }
            for (place, block) in said.blocks.iter().enumerate() {
                let at = (message, place);
                if is_call(block) {
                    let input = block.raw().get("input").filter(|input| input.is_object());
                    let (Some(id), Some(input)) = (text(block, "id"), input) else { continue };
                    // An id stands for one call in the whole request.
                    if known.insert(id) {
                        let name = text(block, "name").unwrap_or_default();
                        open.insert(id, Open { at, name, input });
                    }
                } else if is_result(block) {
                    let call = text(block, "tool_use_id").and_then(|id| open.remove(id));
                    served.settle(at, block, call.as_ref(), tools);
                }
            }
        }
        served
    }

    fn settle(
        &mut self,
        at: Spot,
        result: &ContentBlock,
        call: Option<&Open<'_>>,
        tools: &[Value],
    ) {
        let is_page = result.kind() == "web_fetch_tool_result";
        let Some(call) = call.filter(|call| fits(call.name, result.kind())) else {
            self.leave_out(at, is_page);
            return;
        };
        if is_offered(call.name, tools) {
            self.sound.extend([call.at, at]);
        } else {
            self.told.insert(at, words(call, result));
            self.leave_out(at, is_page);
        }
    }

    fn leave_out(&mut self, at: Spot, is_page: bool) {
        let turn = self.turns.get(at.0).copied().filter(|_| is_page);
        self.unread.extend(turn);
    }

    /// The blocks of an answer, the `message`th of the branch, as they are sent. Answers are to be asked
    /// for in order.
    pub(super) fn of<'a>(
        &mut self,
        message: usize,
        blocks: &'a [ContentBlock],
    ) -> Cow<'a, [ContentBlock]> {
        let concerns = |block: &ContentBlock| is_call(block) || is_result(block) || cites(block);
        if !blocks.iter().any(concerns) {
            return Cow::Borrowed(blocks);
        }
        let sent = blocks.iter().enumerate().filter_map(|(place, block)| {
            let at = (message, place);
            if !is_call(block) && !is_result(block) {
                return Some(self.cited(message, block));
            }
            if self.sound.contains(&at) {
                self.found.extend(addresses(block));
                return Some(block.clone());
            }
            self.told.get(&at).cloned().map(ContentBlock::text)
        });
        Cow::Owned(sent.collect())
    }

    /// A text with those of its citations whose sources are sent.
    fn cited(&self, message: usize, block: &ContentBlock) -> ContentBlock {
        let Some(Value::Array(citations)) = block.raw().get("citations") else {
            return block.clone();
        };
        let unread = self.turns.get(message).is_some_and(|turn| self.unread.contains(turn));
        let stands = |citation: &&Value| match citation.get("type").and_then(Value::as_str) {
            Some("web_search_result_location") => {
                let url = citation.get("url").and_then(Value::as_str);
                url.is_some_and(|url| self.found.contains(url))
            }
            // Places in documents are counted with the pages that were read among them.
            Some(_) | None => !unread,
        };
        let kept: Vec<Value> = citations.iter().filter(stands).cloned().collect();
        if kept.len() == citations.len() {
            return block.clone();
        }
        let mut raw: Map<String, Value> = block.raw().clone();
        if kept.is_empty() {
            raw.shift_remove("citations");
        } else {
            raw.insert("citations".to_owned(), Value::Array(kept));
        }
        raw.into()
    }
}

/// Whether the endpoint was asked to do something in the course of its answer.
pub(super) fn is_call(block: &ContentBlock) -> bool {
    block.kind() == "server_tool_use"
}

/// Whether it is what came of such a call. What tools of this machine return is something else.
pub(super) fn is_result(block: &ContentBlock) -> bool {
    block.kind().ends_with("_tool_result") && block.kind() != "mcp_tool_result"
}

fn cites(block: &ContentBlock) -> bool {
    matches!(block.raw().get("citations"), Some(Value::Array(citations)) if !citations.is_empty())
}

/// Whether a result is one of a call of that name: both tool searches have one kind.
fn fits(name: &str, kind: &str) -> bool {
    let name = if name.starts_with("tool_search_tool") { "tool_search" } else { name };
    kind.strip_suffix("_tool_result") == Some(name)
}

/// Whether a tool of the endpoint is offered. Of those that Atelier never offers nobody switched one off.
fn is_offered(name: &str, tools: &[Value]) -> bool {
    let has = |tool: &Value| tool.get("name").and_then(Value::as_str) == Some(name);
    !matches!(name, "web_search" | "web_fetch") || tools.iter().any(has)
}

fn text<'a>(block: &'a ContentBlock, field: &str) -> Option<&'a str> {
    block.raw().get(field)?.as_str().filter(|text| !text.is_empty())
}

/// The addresses of the results of a search.
fn addresses(block: &ContentBlock) -> impl Iterator<Item = String> {
    let results = block.raw().get("content").and_then(Value::as_array).into_iter().flatten();
    results.filter_map(|result| Some(result.get("url")?.as_str()?.to_owned()))
}

/// What was searched or read, and what came of it, for a request that may not hold it as it came.
fn words(call: &Open<'_>, result: &ContentBlock) -> String {
    let asked =
        |field: &str| short(call.input.get(field).and_then(Value::as_str).unwrap_or_default());
    let content = result.raw().get("content").unwrap_or(&Value::Null);
    if let Some(code) = content.get("error_code").and_then(Value::as_str) {
        let what = if call.name == "web_search" { asked("query") } else { asked("url") };
        return format!("(“{what}” was looked for on the web, without success: {}.)", short(code));
    }
    if call.name != "web_search" {
        return format!("(The web page {} was read.)", asked("url"));
    }
    let of = |result: &Value| {
        let text =
            |field: &str| short(result.get(field).and_then(Value::as_str).unwrap_or_default());
        format!("\n- {}: {}", text("title"), text("url"))
    };
    let found: String = content.as_array().into_iter().flatten().take(NAMED).map(of).collect();
    format!("(The web was searched for “{}”. Found:{found})", asked("query"))
}

fn short(text: &str) -> String {
    text.chars().filter(|it| !it.is_control()).take(NAME).collect()
}

#[cfg(test)]
mod tests;
