//! A conversation as Markdown.

use std::fmt::Write as _;

use atelier_vocabulary::Conversation;

use crate::blocks::{Part, parts, speaker};
use crate::walk::Step;
use crate::when::day_and_time;

/// Writes a conversation as Markdown: a heading for each message, and what it says as it is.
pub fn markdown(conversation: &Conversation, steps: &[Step<'_>]) -> String {
    let mut out = String::new();
    let title = line(&conversation.title);
    let title = if title.is_empty() { "Conversation" } else { &title };
    // Writing to a string does not fail.
    let _infallible = writeln!(
        out,
        "# {title}\n\n*{} to {}*",
        day_and_time(conversation.created_at),
        day_and_time(conversation.updated_at)
    );
    for step in steps {
        let message = step.message;
        let _infallible = write!(out, "\n## {}", line(&speaker(message)));
        let _infallible = write!(out, " · {}", day_and_time(message.created_at));
        if step.of > 1 {
            let _infallible = write!(out, " · version {} of {}", step.place, step.of);
        }
        out.push('\n');
        for part in parts(message) {
            out.push('\n');
            write_part(&mut out, &part);
        }
    }
    out
}

fn write_part(out: &mut String, part: &Part) {
    match part {
        Part::Said(text) => {
            out.push_str(text.trim_end());
            out.push('\n');
        }
        Part::Thought(text) => {
            out.push_str("> *Thinking*\n>\n");
            for line in text.trim_end().lines() {
                out.push_str(if line.is_empty() { ">" } else { "> " });
                out.push_str(line);
                out.push('\n');
            }
        }
        Part::Named { name, language, text } => {
            let longest = text.split(|it| it != '`').map(str::len).max().unwrap_or(0);
            let fence = "`".repeat(longest.max(2) + 1);
            let (name, text) = (line(name), text.trim_end_matches('\n'));
            let _infallible = writeln!(out, "**{name}**\n\n{fence}{language}\n{text}\n{fence}");
        }
        Part::Note(text) => {
            let _infallible = writeln!(out, "*{}*", line(text));
        }
    }
}

/// The words on one line, which cannot begin anything else.
fn line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}
