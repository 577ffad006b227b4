//! What stands right above a symbol and belongs to it: comments and attributes.

use std::ops::Range;

use crate::Language;
use crate::list::Listed;
use crate::outcome::{Candidate, Reason, Refusal, Refused};
use crate::parts::Parts;
use crate::text::{Lines, is_blank};

/// The lines right above line `first` that belong to what begins there.
pub(crate) fn above(lines: &Lines, first: usize, language: Language) -> Range<usize> {
    let mut start = first;
    while let Some(line) = start.checked_sub(1) {
        let text = lines.get(line).trim();
        if is_attribute(text, language) || is_comment(text, language) {
            start = line;
        } else if let Some(open) = opening(lines, line, language) {
            start = open;
        } else {
            break;
        }
    }
    // A line that tells how to run the file belongs to the file.
    while start < first
        && (lines.get(start).opens("#!") && language != Language::Rust
            || lines.get(start).has("-*-"))
    {
        start += 1;
    }
    start..first
}

/// Whether `text` is nothing but a comment.
pub(crate) fn is_comment(text: &str, language: Language) -> bool {
    let text = text.trim();
    match language {
        Language::Python | Language::Bash | Language::Yaml | Language::Toml => text.opens("#"),
        Language::Html | Language::Markdown => text.opens("<!--") && text.closes("-->"),
        Language::Css => text.opens("/*") && text.closes("*/"),
        Language::Text => false,
        _ => text.opens("//") || (text.opens("/*") && text.closes("*/")),
    }
}

fn is_attribute(text: &str, language: Language) -> bool {
    match language {
        Language::Rust => text.opens("#[") && text.closes("]"),
        Language::Cpp => text.opens("[[") && text.closes("]]"),
        Language::JavaScript | Language::Jsx | Language::TypeScript | Language::Tsx => {
            text.opens("@") && text.closes_among(")") || (text.opens("@") && !text.has(" "))
        }
        _ => false,
    }
}

/// Where the comment of several lines begins that ends on `line`.
fn opening(lines: &Lines, line: usize, language: Language) -> Option<usize> {
    let (open, close) = match language {
        Language::Html | Language::Markdown => ("<!--", "-->"),
        Language::Python | Language::Bash | Language::Yaml | Language::Toml | Language::Text => {
            return None;
        }
        _ => ("/*", "*/"),
    };
    if !lines.get(line).trim_end().closes(close) {
        return None;
    }
    let start = (line.saturating_sub(400)..=line).rev().find(|line| lines.get(*line).has(open))?;
    lines.get(start).trim_start().opens(open).then_some(start)
}

/// Which of the lines above a symbol in the file give way to those above it in the edit.
pub(crate) fn replaced(
    (ours, our_lines): (&Lines, Range<usize>),
    (theirs, their_lines): (&Lines, Range<usize>),
    language: Language,
) -> Result<Option<Range<usize>>, Refused> {
    if our_lines.is_empty() {
        return Ok(None);
    }
    let is_attribute_line =
        |lines: &Lines, line: usize| is_attribute(lines.get(line).trim(), language);
    let our_attributes = our_lines.clone().any(|line| is_attribute_line(ours, line));
    let our_comments = our_lines.clone().any(|line| !is_attribute_line(ours, line));
    let split = their_lines
        .clone()
        .find(|line| is_attribute_line(theirs, *line))
        .unwrap_or(their_lines.end);
    let (comments, attributes) = (their_lines.start..split, split..their_lines.end);
    let mixed = attributes.clone().any(|line| {
        !is_attribute_line(theirs, line)
            && !is_blank(theirs.get(line))
            && theirs.get(line).trim_start().opens("//")
    });
    if our_comments && !comments.is_empty() {
        let said = |lines: &Lines, range: Range<usize>| {
            range.flat_map(|line| words(lines.get(line))).list()
        };
        let (new, old) = (said(ours, our_lines.clone()), said(theirs, comments.clone()));
        let shared = old.iter().filter(|word| new.contains(word)).count();
        let is_doc = |lines: &Lines, line: usize| {
            ["/**", "///", "//!", "* "].iter().any(|open| lines.get(line).trim_start().opens(open))
        };
        let both_doc = is_doc(ours, our_lines.start) && is_doc(theirs, comments.start);
        if shared * 3 < old.len() && !both_doc {
            let candidate = Candidate { what: "a comment".to_owned(), line: comments.start + 1 };
            return Err(Refusal::naming(Reason::WouldDrop, vec![candidate]));
        }
    }
    Ok(Some(match (our_comments, our_attributes) {
        _ if mixed => their_lines,
        (true, true) => their_lines,
        (true, false) => comments,
        (false, _) => attributes,
    }))
}

fn words(line: &str) -> Vec<String> {
    line.runs(char::is_alphanumeric)
        .filter(|word| word.len() > 2)
        .map(str::to_ascii_lowercase)
        .list()
}
