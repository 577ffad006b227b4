//! A conversation as a file of the folder mirror: Markdown behind front matter that vouches for it.
//!
//! One line of the front matter holds the hash of all the others. Whether a person has edited a file can
//! be told from the file alone, whatever became of the store that wrote it.

use std::fmt::Write as _;

use atelier_vocabulary::Conversation;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::markdown::markdown;
use crate::walk::Step;
use crate::when;

/// What the line begins with that vouches for the others.
const CHECK: &str = "atelier_check: ";
/// The most bytes of a title in a name; a disk that takes letters apart makes three times of them.
const TITLE_BYTES: usize = 64;
/// How far into a file the line is looked for, in bytes.
const FRONT_BYTES: usize = 64 << 10;
/// The most characters of a value, and the most tags, in the front matter: what comes from elsewhere may be
/// of any length, and the line that vouches must be found.
const VALUE_CHARS: usize = 200;
const MOST_TAGS: usize = 24;

/// Writes a conversation as a file of the mirror. `project` is the name of its project.
pub fn mirrored(conversation: &Conversation, project: Option<&str>, steps: &[Step<'_>]) -> String {
    let spoke = steps.iter().rev().find_map(|it| it.message.model.as_deref());
    let model = conversation.model.as_deref().or(spoke);
    let (front, body) = (front(conversation, project, model), markdown(conversation, steps));
    let check = check(&[front.as_bytes(), b"---\n\n", body.as_bytes()]);
    format!("{front}{CHECK}\"{check}\"\n---\n\n{body}")
}

/// Whether a file of the mirror is as it was written.
pub fn is_as_written(file: &[u8]) -> bool {
    let front = file.get(..FRONT_BYTES.min(file.len())).unwrap_or_default();
    let found = memchr::memmem::find(front, b"\natelier_check: \"");
    let Some(start) = found.map(|it| it + 1) else { return false };
    let line = file.get(start + CHECK.len() + 1..).unwrap_or_default();
    let Some((digits, rest)) = line.split_at_checked(64) else { return false };
    let Some(rest) = rest.strip_prefix(b"\"\n") else { return false };
    let before = file.get(..start).unwrap_or_default();
    check(&[before, rest]).as_bytes() == digits
}

/// The name of the file of a conversation: the day it was begun, words of its title, and enough of its id
/// that no other has it, whatever the case. It is at most 96 bytes long, and no system has a meaning for it.
pub fn mirror_name(conversation: &Conversation) -> String {
    let id = Uuid::from(conversation.id).simple().to_string();
    let tail = id.get(20..).unwrap_or(&id);
    named(conversation, tail)
}

/// A name as [`mirror_name`] makes it, with the whole id, for where that one is taken all the same.
pub fn mirror_name_in_full(conversation: &Conversation) -> String {
    named(conversation, &Uuid::from(conversation.id).simple().to_string())
}

fn named(conversation: &Conversation, id: &str) -> String {
    let plain = |it: char| if it.is_alphanumeric() || it == '-' { it } else { ' ' };
    let title: String = conversation.title.chars().take(TITLE_BYTES).map(plain).collect();
    let mut name = when::day(conversation.created_at);
    let end = name.len() + 1 + TITLE_BYTES;
    for word in title.split_whitespace() {
        name.push(' ');
        name.extend(word.chars().scan(name.len(), |length, letter| {
            *length += letter.len_utf8();
            (*length <= end).then_some(letter)
        }));
    }
    let name = name.trim_end();
    format!("{name} {id}.md")
}

/// The front matter, but for the line that vouches for it and its end.
fn front(conversation: &Conversation, project: Option<&str>, model: Option<&str>) -> String {
    let mut front = "---\n".to_owned();
    // Writing to a string does not fail.
    let mut line = |name: &str, value: &str| {
        let _infallible = writeln!(front, "{name}: {value}");
    };
    line("id", &quoted(&conversation.id.to_string()));
    line("title", &quoted(&conversation.title));
    if let Some(model) = model {
        line("model", &quoted(model));
    }
    let tags: Vec<String> = conversation.tags.iter().take(MOST_TAGS).map(|it| quoted(it)).collect();
    line("tags", &format!("[{}]", tags.join(", ")));
    if let Some(project) = project {
        line("project", &quoted(project));
    }
    line("created", &when::exact(conversation.created_at));
    line("updated", &when::exact(conversation.updated_at));
    if conversation.archived_at.is_some() {
        line("archived", "true");
    }
    front
}

/// A text between quotes, as JSON and YAML both read it, without signs that end a line or turn it round.
fn quoted(text: &str) -> String {
    let plain = |it: char| {
        let unseen = matches!(it, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if it.is_control() || unseen { ' ' } else { it }
    };
    let text: String = text.chars().take(VALUE_CHARS).map(plain).collect();
    format!("\"{}\"", text.trim().replace('\\', "\\\\").replace('"', "\\\""))
}

fn check(parts: &[&[u8]]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part);
    }
    format!("{:x}", digest.finalize())
}
