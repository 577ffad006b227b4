//! Names of files.

use atelier_vocabulary::{Conversation, ExportFormat};

use crate::when;

/// The most characters of a title in a name.
const TITLE_CHARS: usize = 60;

/// A name that every system takes, made of the title and the day of the last change.
pub fn file_name(conversation: &Conversation, format: ExportFormat) -> String {
    let plain = |it: char| if it.is_alphanumeric() || it == '-' { it } else { ' ' };
    let words: String = conversation.title.chars().take(TITLE_CHARS).map(plain).collect();
    let words: Vec<&str> = words.split_whitespace().collect();
    let title = if words.is_empty() { "Conversation".to_owned() } else { words.join(" ") };
    let ending = match format {
        ExportFormat::Markdown => "md",
        ExportFormat::Json => "json",
        ExportFormat::Html => "html",
    };
    format!("{title} {}.{ending}", when::day(conversation.updated_at))
}

/// The last part of a name that somebody wishes for a file, with nothing in it that leads elsewhere
/// or hides the file.
pub fn plain_name(wish: &str) -> String {
    let last = wish.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain = |it: char| if it.is_alphanumeric() || "-_. ".contains(it) { it } else { ' ' };
    let words: String = last.chars().take(TITLE_CHARS).map(plain).collect();
    let words: Vec<&str> = words.split_whitespace().collect();
    let name = words.join(" ");
    let name = name.trim_matches(['.', ' ']);
    if name.is_empty() { "text.txt".to_owned() } else { name.to_owned() }
}

/// A name for an export of everything that is made at `now` (ms since 1970).
pub fn archive_name(now: i64) -> String {
    format!("Atelier export {}.zip", when::day(now))
}
