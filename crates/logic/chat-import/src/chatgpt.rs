//! The export of ChatGPT: a tree of nodes for each conversation.

use std::collections::BTreeMap;

use atelier_vocabulary::{ContentBlock, Role};
use serde::Deserialize;
use serde_json::Value;

use crate::fields::{self, fenced, str_of};
use crate::remarks::Remarks;
use crate::tree::{Node, Tree};

#[derive(Deserialize)]
struct Talk {
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    conversation_id: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    create_time: Option<Value>,
    #[serde(default)]
    update_time: Option<Value>,
    #[serde(default)]
    current_node: Option<String>,
    mapping: BTreeMap<String, Entry>,
}

#[derive(Deserialize)]
struct Entry {
    #[serde(default)]
    parent: Option<String>,
    #[serde(default)]
    message: Option<Message>,
}

#[derive(Deserialize)]
struct Message {
    #[serde(default)]
    author: Option<Author>,
    #[serde(default)]
    create_time: Option<Value>,
    #[serde(default)]
    content: Option<Value>,
    #[serde(default)]
    metadata: Option<Value>,
    #[serde(default)]
    recipient: Option<String>,
}

#[derive(Deserialize)]
struct Author {
    #[serde(default)]
    role: Option<String>,
    #[serde(default)]
    name: Option<String>,
}

/// Reads a conversation.
pub(crate) fn read(bytes: &[u8], remarks: &mut Remarks) -> Result<Tree, serde_json::Error> {
    let found: Talk = serde_json::from_slice(bytes)?;
    let title = found.title.unwrap_or_default();
    let mut missing_files = 0;
    let mut nodes = Vec::with_capacity(found.mapping.len());
    for (id, entry) in found.mapping {
        let node = match entry.message {
            Some(message) => {
                message_node(id, entry.parent, &message, &title, &mut missing_files, remarks)
            }
            None => empty(id, entry.parent),
        };
        nodes.push(node);
    }
    // Siblings stand in the order in which they were made.
    nodes.sort_by_key(|node| node.at);
    Ok(Tree {
        id: found.conversation_id.or(found.id).unwrap_or_default(),
        title,
        created_at: fields::time(found.create_time.as_ref()),
        updated_at: fields::time(found.update_time.as_ref()),
        current: found.current_node,
        nodes,
        missing_files,
    })
}

fn empty(id: String, parent: Option<String>) -> Node {
    Node { id, parent, role: Role::User, blocks: Vec::new(), model: None, at: None }
}

fn message_node(
    id: String,
    parent: Option<String>,
    message: &Message,
    title: &str,
    missing: &mut u64,
    remarks: &mut Remarks,
) -> Node {
    let author = message.author.as_ref();
    let name = author.and_then(|it| it.name.as_deref()).unwrap_or_default();
    let who = author.and_then(|it| it.role.as_deref()).unwrap_or_default();
    let nothing = Value::Null;
    let metadata = message.metadata.as_ref().unwrap_or(&nothing);
    let content = message.content.as_ref().unwrap_or(&nothing);
    let hidden = metadata.get("is_visually_hidden_from_conversation") == Some(&Value::Bool(true));
    let mut blocks = Vec::new();
    if who != "system" && !hidden {
        blocks = said(content, title, missing, remarks);
        if who == "tool" {
            blocks = of_tool(name, blocks);
        } else if let Some(tool) = message.recipient.as_deref().filter(|it| *it != "all") {
            blocks = of_tool(tool, blocks);
        }
        *missing += attachments(metadata, &mut blocks);
    }
    let model = metadata.get("model_slug").and_then(Value::as_str).map(str::to_owned);
    let role = if who == "user" { Role::User } else { Role::Assistant };
    let at = fields::time(message.create_time.as_ref());
    Node { id, parent, role, blocks, model, at }
}

/// What was said, as blocks.
fn said(
    content: &Value,
    title: &str,
    missing: &mut u64,
    remarks: &mut Remarks,
) -> Vec<ContentBlock> {
    let text = str_of(content, "text");
    match str_of(content, "content_type") {
        "text" | "multimodal_text" => parts(content, missing),
        "code" => fields::text(text)
            .map(|_| ContentBlock::text(fenced(str_of(content, "language"), text)))
            .into_iter()
            .collect(),
        "execution_output" | "system_error" => {
            fields::text(text).map(|_| ContentBlock::text(fenced("", text))).into_iter().collect()
        }
        "tether_quote" => fields::text(text).into_iter().collect(),
        "tether_browsing_display" => fields::text(str_of(content, "result")).into_iter().collect(),
        "thoughts" => {
            let thoughts = content.get("thoughts").and_then(Value::as_array);
            let words: Vec<&str> = thoughts
                .into_iter()
                .flatten()
                .map(|it| str_of(it, "content"))
                .filter(|it| !it.is_empty())
                .collect();
            let words = words.join("\n\n");
            fields::text(&words).map(|_| fields::thinking(&words)).into_iter().collect()
        }
        // What ChatGPT tells itself about the person, and how long it thought.
        "user_editable_context" | "model_editable_context" | "reasoning_recap" | "" => Vec::new(),
        _ => {
            let blocks = parts(content, missing);
            if !blocks.is_empty() {
                return blocks;
            }
            let found = fields::text(text);
            if found.is_none() {
                remarks.left_out("messages of a kind that is not known", title);
            }
            found.into_iter().collect()
        }
    }
}

/// The parts of a message: texts, and pictures that only their name is left of.
fn parts(content: &Value, missing: &mut u64) -> Vec<ContentBlock> {
    let parts = content.get("parts").and_then(Value::as_array);
    let mut blocks = Vec::new();
    for part in parts.into_iter().flatten() {
        let text = match part {
            Value::String(text) => text.clone(),
            Value::Object(_) => match str_of(part, "content_type") {
                "image_asset_pointer" => {
                    *missing += 1;
                    "[picture]".to_owned()
                }
                "audio_asset_pointer" | "real_time_user_audio_video_asset_pointer" => {
                    *missing += 1;
                    "[recording]".to_owned()
                }
                _ => str_of(part, "text").to_owned(),
            },
            _ => continue,
        };
        blocks.extend(fields::text(&text));
    }
    blocks
}

/// What was asked of a tool, or what it returned: told as text, since nobody can answer it any more.
fn of_tool(tool: &str, blocks: Vec<ContentBlock>) -> Vec<ContentBlock> {
    if blocks.is_empty() || tool.is_empty() {
        return blocks;
    }
    let mut told = vec![ContentBlock::text(format!("`{}`:", fields::title(tool).replace('`', "")))];
    told.extend(blocks);
    told
}

/// The names of the files that came with a message; returns how many.
fn attachments(metadata: &Value, blocks: &mut Vec<ContentBlock>) -> u64 {
    let named = metadata.get("attachments").and_then(Value::as_array);
    let mut count = 0;
    for file in named.into_iter().flatten() {
        let name = fields::title(str_of(file, "name"));
        blocks.push(ContentBlock::text(format!("[file: {name}]")));
        count += 1;
    }
    count
}
