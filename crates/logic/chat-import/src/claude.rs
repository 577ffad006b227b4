//! The export of claude.ai: a list of messages for each conversation.

use atelier_vocabulary::{ContentBlock, Role};
use serde::Deserialize;
use serde_json::Value;

use crate::fields::{self, fenced, str_of};
use crate::remarks::Remarks;
use crate::tree::{Node, Tree};

/// What the first message of a conversation follows.
const ROOT: &str = "00000000-0000-4000-8000-000000000000";

#[derive(Deserialize)]
struct Conversation {
    #[serde(default)]
    uuid: Option<String>,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    created_at: Option<Value>,
    #[serde(default)]
    updated_at: Option<Value>,
    #[serde(default)]
    current_leaf_message_uuid: Option<String>,
    chat_messages: Vec<Message>,
}

#[derive(Deserialize)]
struct Message {
    #[serde(default)]
    uuid: Option<String>,
    #[serde(default)]
    parent_message_uuid: Option<String>,
    #[serde(default)]
    sender: Option<String>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    content: Option<Value>,
    #[serde(default)]
    created_at: Option<Value>,
    #[serde(default)]
    attachments: Option<Vec<Value>>,
    #[serde(default)]
    files: Option<Vec<Value>>,
}

/// Reads a conversation.
pub(crate) fn read(bytes: &[u8], remarks: &mut Remarks) -> Result<Tree, serde_json::Error> {
    let found: Conversation = serde_json::from_slice(bytes)?;
    let title = found.name.unwrap_or_default();
    let mut missing_files = 0;
    let mut before: Option<String> = None;
    let mut nodes = Vec::with_capacity(found.chat_messages.len());
    for (index, message) in found.chat_messages.into_iter().enumerate() {
        let id = message.uuid.clone().unwrap_or_else(|| format!("#{index}"));
        let parent = match &message.parent_message_uuid {
            Some(parent) if parent == ROOT => None,
            Some(parent) => Some(parent.clone()),
            None => before,
        };
        let blocks = said(&message, &mut missing_files, &title, remarks);
        let user = message.sender.as_deref() == Some("human");
        let role = if user { Role::User } else { Role::Assistant };
        let at = fields::time(message.created_at.as_ref());
        before = Some(id.clone());
        nodes.push(Node { id, parent, role, blocks, model: None, at });
    }
    let current = found.current_leaf_message_uuid.or(before);
    Ok(Tree {
        id: found.uuid.unwrap_or_default(),
        title,
        created_at: fields::time(found.created_at.as_ref()),
        updated_at: fields::time(found.updated_at.as_ref()),
        current,
        nodes,
        missing_files,
    })
}

/// What was said and attached, as blocks.
fn said(
    message: &Message,
    missing: &mut u64,
    title: &str,
    remarks: &mut Remarks,
) -> Vec<ContentBlock> {
    let mut blocks = Vec::new();
    for file in message.attachments.iter().flatten() {
        let text = str_of(file, "extracted_content");
        let name = str_of(file, "file_name");
        if text.is_empty() {
            *missing += 1;
            blocks.push(ContentBlock::text(format!("[file: {}]", fields::title(name))));
        } else {
            blocks.push(fields::document(name, text));
        }
    }
    for file in message.files.iter().flatten() {
        *missing += 1;
        let name = fields::title(str_of(file, "file_name"));
        blocks.push(ContentBlock::text(format!("[file: {name}]")));
    }
    let parts = message.content.as_ref().and_then(Value::as_array).filter(|it| !it.is_empty());
    match parts {
        Some(parts) => {
            for part in parts {
                blocks.extend(block(part, title, remarks));
            }
        }
        None => blocks.extend(fields::text(message.text.as_deref().unwrap_or_default())),
    }
    blocks
}

/// One part of a message.
pub(crate) fn block(part: &Value, title: &str, remarks: &mut Remarks) -> Option<ContentBlock> {
    match str_of(part, "type") {
        "text" => fields::text(str_of(part, "text")),
        "thinking" => {
            let words = str_of(part, "thinking");
            fields::text(words).map(|_| fields::thinking(words))
        }
        "tool_use" => {
            let name = fields::title(str_of(part, "name")).replace('`', "");
            let input = part.get("input").map(|it| serde_json::to_string_pretty(it).ok());
            let input = input.flatten().unwrap_or_default();
            Some(ContentBlock::text(format!("`{name}`:\n{}", fenced("json", &input))))
        }
        "tool_result" => {
            let text = result_text(part.get("content"));
            fields::text(&text).map(|_| ContentBlock::text(fenced("", &cut(&text))))
        }
        "token_budget" | "flag" => None,
        _ => {
            remarks.left_out("parts of a kind that is not known", title);
            None
        }
    }
}

/// The most bytes that are kept of what a tool returned.
const RESULT_BYTES: usize = 64 << 10;

/// The beginning of what a tool returned, where it is long.
fn cut(text: &str) -> String {
    if text.len() <= RESULT_BYTES {
        return text.to_owned();
    }
    let kept = text.get(..text.floor_char_boundary(RESULT_BYTES)).unwrap_or_default();
    format!("{kept}\n… {} bytes more", text.len() - kept.len())
}

/// The text of what a tool returned.
fn result_text(content: Option<&Value>) -> String {
    match content {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(parts)) => {
            let texts: Vec<&str> =
                parts.iter().map(|it| str_of(it, "text")).filter(|it| !it.is_empty()).collect();
            texts.join("\n")
        }
        _ => String::new(),
    }
}
