//! The fence that people put round code when they talk.

use crate::Language;
use crate::list::Listed;
use crate::parts::Parts;
use crate::write::strung;

/// What is inside the one fence of `edit`; nothing if there is none, or several. In Markdown a
/// fence may be what is meant, unless it says that it holds Markdown or a difference.
pub(super) fn inside(edit: &str, language: Language) -> Option<String> {
    let lines: Vec<&str> = edit.rows().list();
    let first = lines.iter().position(|line| mark(line).is_some())?;
    let (sign, count, info) = mark(lines.get(first)?)?;
    if language == Language::Markdown && !is_about_markdown(info) {
        return None;
    }
    let closes = |line: &&str| {
        mark(line).is_some_and(|(other, length, info)| {
            other == sign && length >= count && info.is_empty()
        })
    };
    // In Markdown the fence that ends it is the last: others may lie within.
    let rest = lines.get(first + 1..)?;
    let length = match language {
        Language::Markdown => rest.iter().rposition(closes)?,
        _ => rest.iter().position(closes)?,
    };
    let after = rest.get(length + 1..)?;
    if after.iter().any(|line| mark(line).is_some()) {
        return None;
    }
    let mut inside = strung(rest.get(..length)?, "\n");
    inside.push('\n');
    Some(inside)
}

/// Whether a fence in `edit` says that it holds a difference.
pub(super) fn says_diff(edit: &str) -> bool {
    edit.rows().filter_map(mark).any(|(_, _, info)| "diff patch udiff".lists(info))
}

fn is_about_markdown(info: &str) -> bool {
    info.words().next().is_some_and(|word| "markdown md mdx diff patch".lists(word))
}

/// The sign, the length and the words of a fence.
fn mark(line: &str) -> Option<(&str, usize, &str)> {
    let line = line.trim();
    let sign = line.get(..1).filter(|sign| sign.opens_among("`~"))?;
    let rest = line.bare_start(sign);
    let count = line.len() - rest.len();
    (count >= 3 && !rest.has(sign)).then(|| (sign, count, rest.trim()))
}
