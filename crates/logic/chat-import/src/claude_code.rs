//! A session of Claude Code: one line for each thing that happened, in one file.

use std::collections::HashMap;

use atelier_vocabulary::Role;
use serde::Deserialize;
use serde_json::Value;

use crate::claude;
use crate::fields;
use crate::remarks::Remarks;
use crate::tree::{Node, Tree};

#[derive(Deserialize)]
struct Line {
    #[serde(default, rename = "type")]
    kind: Option<String>,
    #[serde(default)]
    uuid: Option<String>,
    #[serde(default, rename = "parentUuid")]
    parent: Option<String>,
    #[serde(default, rename = "logicalParentUuid")]
    logical_parent: Option<String>,
    #[serde(default, rename = "sessionId")]
    session: Option<String>,
    #[serde(default)]
    timestamp: Option<Value>,
    #[serde(default, rename = "isSidechain")]
    sidechain: bool,
    #[serde(default, rename = "isMeta")]
    meta: bool,
    #[serde(default)]
    message: Option<Message>,
    #[serde(default, alias = "customTitle", alias = "aiTitle")]
    summary: Option<String>,
}

#[derive(Deserialize)]
struct Message {
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    role: Option<String>,
    #[serde(default)]
    model: Option<String>,
    #[serde(default)]
    content: Option<Value>,
}

/// A session, as far as it was read.
#[derive(Default)]
pub(crate) struct Session {
    tree: Tree,
    /// How many bytes of it were read.
    bytes: usize,
    /// Where an answer stands whose parts come line by line.
    answers: HashMap<String, usize>,
    lines: u64,
}

impl Session {
    /// Returns a session that the file named `name` holds.
    pub(crate) fn named(name: &str) -> Self {
        let stem = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let id = stem.strip_suffix(".jsonl").unwrap_or(stem).to_owned();
        Self { tree: Tree { id, ..Tree::default() }, ..Self::default() }
    }

    /// How many bytes of it were read.
    pub(crate) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Reads a line; whether it is one of a session.
    pub(crate) fn read(
        &mut self,
        bytes: &[u8],
        remarks: &mut Remarks,
    ) -> Result<(), serde_json::Error> {
        let line: Line = serde_json::from_slice(bytes)?;
        self.bytes += bytes.len();
        self.lines += 1;
        if let Some(session) = line.session.filter(|_| self.lines == 1 && self.tree.id.is_empty()) {
            self.tree.id = session;
        }
        if let Some(title) = line.summary.filter(|it| !it.trim().is_empty()) {
            self.tree.title = title;
        }
        let (Some(id), Some(message)) = (line.uuid, line.message) else { return Ok(()) };
        if line.sidechain {
            remarks.left_out("messages between Claude Code and its own helpers", &self.tree.id);
            return Ok(());
        }
        let said = line.kind.as_deref().is_some_and(|it| it == "user" || it == "assistant");
        let mut blocks = Vec::new();
        if said && !line.meta {
            match &message.content {
                Some(Value::String(text)) => blocks.extend(fields::text(text)),
                Some(Value::Array(parts)) => {
                    for part in parts {
                        if fields::str_of(part, "type") == "image" {
                            self.tree.missing_files += 1;
                            blocks.extend(fields::text("[picture]"));
                        } else {
                            blocks.extend(claude::block(part, &self.tree.title, remarks));
                        }
                    }
                }
                _ => {}
            }
        }
        let parent = line.parent.or(line.logical_parent);
        let at = fields::time(line.timestamp.as_ref());
        let role = match message.role.as_deref() {
            Some("assistant") => Role::Assistant,
            _ => Role::User,
        };
        // The parts of one answer come on lines of their own, each after the one before.
        let answer = message.id.filter(|_| role == Role::Assistant);
        let begun = answer.as_ref().and_then(|it| self.answers.get(it)).copied();
        let first = begun.and_then(|it| self.tree.nodes.get_mut(it));
        let model = message.model.filter(|it| !it.starts_with('<'));
        if let Some(first) = first {
            first.blocks.append(&mut blocks);
            let parent = Some(first.id.clone());
            self.tree.nodes.push(Node { id: id.clone(), parent, role, blocks, model, at });
        } else {
            if let Some(answer) = answer {
                self.answers.insert(answer, self.tree.nodes.len());
            }
            self.tree.nodes.push(Node { id: id.clone(), parent, role, blocks, model, at });
        }
        self.tree.current = Some(id);
        Ok(())
    }

    /// The conversation that it was; none where nothing was said.
    pub(crate) fn finish(self) -> Option<Tree> {
        (!self.tree.nodes.is_empty()).then_some(self.tree)
    }
}
