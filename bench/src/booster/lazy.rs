//! Shortens a text after changes: what did not change gives way to a mark.

use atelier_agent_booster::Language;

use super::blocks::{Block, indent};
use super::mutate::After;
use super::rng::Rng;

/// Wordings of a mark.
const WORDS: &[&str] = &[
    "... existing code ...",
    "...",
    "... rest of the code ...",
    "… unchanged …",
    "... (unchanged) ...",
    "... other code remains the same ...",
    "existing code",
    "rest of the function unchanged",
    "[... existing code ...]",
    "... keep existing code ...",
];

/// A mark in the comments of `language`.
pub(crate) fn mark(language: Language, white: &str, rng: &mut Rng) -> String {
    let words = WORDS[rng.below(WORDS.len())];
    let comment = match language {
        Language::Python | Language::Yaml | Language::Toml | Language::Bash => format!("# {words}"),
        Language::Css => format!("/* {words} */"),
        Language::Html | Language::Markdown => format!("<!-- {words} -->"),
        _ if rng.below(4) == 0 => format!("/* {words} */"),
        _ => format!("// {words}"),
    };
    format!("{white}{comment}")
}

/// The block of `after` that was `block`, with its frame and what changed, and so many lines round
/// each change; the blocks round it only by their frames.
pub(crate) fn shorten(
    before: &[&str],
    after: &After,
    blocks: &[Block],
    place: usize,
    language: Language,
    rng: &mut Rng,
) -> Option<String> {
    let context = 1 + rng.below(3);
    let count = after.lines.len();
    let mut shown = vec![false; count];
    let was = |at: usize| after.lines[at].0;
    for at in 0..count {
        let gap = at > 0
            && match (was(at - 1), was(at)) {
                (Some(one), Some(two)) => two != one + 1,
                _ => false,
            };
        if after.is_changed(at, before) {
            shown[at.saturating_sub(context)..(at + context + 1).min(count)].fill(true);
        }
        if gap {
            // What went shows only between two lines that say something.
            let says = |at: &usize| !after.lines[*at].1.trim().is_empty();
            let first = (0..at).rev().filter(says).nth(context - 1).unwrap_or(0);
            let last = (at..count).filter(says).nth(context - 1).unwrap_or(count - 1);
            shown[first..=last].fill(true);
        }
    }
    let find = |line: usize| (0..count).find(|at| was(*at) == Some(line));
    let mut chain = Some(place);
    let (mut first, mut last) = (usize::MAX, 0);
    while let Some(block) = chain.and_then(|place| blocks.get(place)) {
        let header = find(block.lines.start)?;
        let end = find(block.lines.end - 1)?;
        shown[header] = true;
        let closes = !matches!(
            language,
            Language::Python | Language::Yaml | Language::Toml | Language::Markdown
        );
        if closes {
            shown[end] = true;
        }
        (first, last) = (first.min(header), last.max(end));
        chain = block.parent;
    }
    if first > last {
        return None;
    }
    // Changes may reach out of the block by their surroundings: those are cut off.
    let mut text = String::new();
    let mut at = first;
    let mut hidden = 0;
    while at <= last {
        if shown[at] {
            text.push_str(&after.lines[at].1);
            text.push('\n');
            at += 1;
            continue;
        }
        let end = (at..=last).find(|at| shown[*at]).unwrap_or(last + 1);
        let says = (at..end).find(|at| !after.lines[*at].1.trim().is_empty());
        match says {
            Some(says) if end - at > 1 => {
                let deep = (at..end)
                    .filter(|at| !after.lines[*at].1.trim().is_empty())
                    .map(|at| indent(&after.lines[at].1))
                    .min()?;
                let white: String = after.lines[says]
                    .1
                    .chars()
                    .take(indent(&after.lines[says].1).min(deep))
                    .collect();
                text.push_str(&mark(language, &white, rng));
                text.push('\n');
                hidden += end - at;
            }
            _ => {
                for line in &after.lines[at..end] {
                    text.push_str(&line.1);
                    text.push('\n');
                }
            }
        }
        at = end;
    }
    (hidden > 2).then_some(text)
}
