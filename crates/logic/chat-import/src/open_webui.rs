//! The export of Open WebUI: a list of chats, each with a tree of messages.

use std::collections::BTreeMap;

use atelier_vocabulary::{ContentBlock, Role};
use serde::Deserialize;
use serde_json::Value;

use crate::fields::{self, str_of};
use crate::tree::{Node, Tree};

#[derive(Deserialize)]
struct Entry {
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    created_at: Option<Value>,
    #[serde(default)]
    updated_at: Option<Value>,
    chat: Chat,
}

#[derive(Deserialize)]
struct Chat {
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    timestamp: Option<Value>,
    #[serde(default)]
    history: Option<History>,
    #[serde(default)]
    messages: Option<Vec<Message>>,
}

#[derive(Deserialize)]
struct History {
    #[serde(default, rename = "currentId")]
    current: Option<String>,
    #[serde(default)]
    messages: BTreeMap<String, Message>,
}

#[derive(Deserialize)]
struct Message {
    #[serde(default)]
    id: Option<String>,
    #[serde(default, rename = "parentId")]
    parent: Option<String>,
    #[serde(default)]
    role: Option<String>,
    #[serde(default)]
    content: Option<Value>,
    #[serde(default)]
    model: Option<Value>,
    #[serde(default)]
    timestamp: Option<Value>,
    #[serde(default)]
    files: Option<Vec<Value>>,
}

/// Reads a chat.
pub(crate) fn read(bytes: &[u8]) -> Result<Tree, serde_json::Error> {
    let found: Entry = serde_json::from_slice(bytes)?;
    let chat = found.chat;
    let mut missing_files = 0;
    let mut nodes = Vec::new();
    let mut current = None;
    match chat.history.filter(|it| !it.messages.is_empty()) {
        Some(history) => {
            current = history.current;
            for (id, message) in history.messages {
                let parent = message.parent.clone();
                nodes.push(node(id, parent, &message, &mut missing_files));
            }
        }
        None => {
            for (index, message) in chat.messages.into_iter().flatten().enumerate() {
                let id = message.id.clone().unwrap_or_else(|| format!("#{index}"));
                nodes.push(node(id.clone(), current, &message, &mut missing_files));
                current = Some(id);
            }
        }
    }
    nodes.sort_by_key(|node| node.at);
    Ok(Tree {
        id: found.id.or(chat.id).filter(|it| !it.is_empty()).unwrap_or_default(),
        title: chat.title.or(found.title).unwrap_or_default(),
        created_at: fields::time(found.created_at.as_ref())
            .or_else(|| fields::time(chat.timestamp.as_ref())),
        updated_at: fields::time(found.updated_at.as_ref()),
        current,
        nodes,
        missing_files,
    })
}

fn node(id: String, parent: Option<String>, message: &Message, missing: &mut u64) -> Node {
    let mut blocks = Vec::new();
    for file in message.files.iter().flatten() {
        *missing += 1;
        let name = fields::title(str_of(file, "name"));
        blocks.push(ContentBlock::text(format!("[file: {name}]")));
    }
    match &message.content {
        Some(Value::String(text)) => blocks.extend(fields::text(text)),
        Some(Value::Array(parts)) => {
            for part in parts {
                if str_of(part, "type") == "text" {
                    blocks.extend(fields::text(str_of(part, "text")));
                } else {
                    *missing += 1;
                    blocks.push(ContentBlock::text("[picture]"));
                }
            }
        }
        _ => {}
    }
    // What a system is told belongs to its settings, not to what was said.
    if message.role.as_deref() == Some("system") {
        blocks.clear();
    }
    let user = message.role.as_deref() == Some("user");
    let role = if user { Role::User } else { Role::Assistant };
    let model = message.model.as_ref().and_then(Value::as_str).map(str::to_owned);
    Node { id, parent, role, blocks, model, at: fields::time(message.timestamp.as_ref()) }
}
