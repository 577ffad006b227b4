//! Changes real code as people change it: a line changed, one added, one taken away.

mod steps;
mod words;

use atelier_agent_booster::Language;

use self::steps::{added, is_simple};
use self::words::WORDS;

use super::blocks::{Block, indent};
use super::rng::Rng;

/// A text after changes, each line with the line it was before.
#[derive(Clone, Debug)]
pub(crate) struct After {
    pub(crate) lines: Vec<(Option<usize>, String)>,
}

impl After {
    /// The text as it is.
    pub(crate) fn of(lines: &[&str]) -> Self {
        Self {
            lines: lines
                .iter()
                .enumerate()
                .map(|(at, line)| (Some(at), (*line).to_owned()))
                .collect(),
        }
    }

    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        for (_, line) in &self.lines {
            text.push_str(line);
            text.push('\n');
        }
        text
    }

    /// Whether line `at` is as it was, and stands where it stood: right after the one before it.
    pub(crate) fn is_changed(&self, at: usize, before: &[&str]) -> bool {
        let Some((from, line)) = self.lines.get(at) else { return false };
        from.is_none_or(|from| before[from] != line)
    }
}

/// What is done to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deed {
    Change,
    Add,
    Take,
}

/// Does `deed` to some line within `block`; nothing if no line lends itself.
pub(crate) fn mutate(
    after: &mut After,
    block: &Block,
    deed: Deed,
    language: Language,
    rng: &mut Rng,
) -> Option<()> {
    let body = body(after, block)?;
    for _ in 0..12 {
        let at = body.start + rng.below(body.len());
        let line = after.lines.get(at)?.1.clone();
        if after.lines[at].0.is_none() || line.trim().is_empty() {
            continue;
        }
        match deed {
            Deed::Change => {
                let Some(changed) = change(&line, language, rng) else { continue };
                after.lines[at].1 = changed;
            }
            Deed::Add => {
                if !is_simple(after, at, language) {
                    continue;
                }
                let new = added(&line, language, rng);
                for (offset, line) in new.into_iter().enumerate() {
                    after.lines.insert(at + 1 + offset, (None, line));
                }
            }
            Deed::Take => {
                if !is_simple(after, at, language)
                    || !is_simple(after, at - 1, language)
                    || matches!(language, Language::Json | Language::Markdown)
                {
                    continue;
                }
                after.lines.remove(at);
            }
        }
        return Some(());
    }
    None
}

/// The lines of `after` that were within `block`, without its first and last.
fn body(after: &After, block: &Block) -> Option<std::ops::Range<usize>> {
    let is_within = |line: &(Option<usize>, String)| {
        line.0.is_some_and(|from| from > block.lines.start && from + 1 < block.lines.end)
    };
    let first = after.lines.iter().position(is_within)?;
    let last = after.lines.iter().rposition(is_within)?;
    (last > first).then_some(first..last + 1)
}

/// `line` with a number or a word changed.
pub(crate) fn change(line: &str, language: Language, rng: &mut Rng) -> Option<String> {
    let text = line.trim_start();
    if text.len() < 6
        || text.starts_with(['#', '@', '<', '|', '`', '-']) && language != Language::Html
        || text.starts_with("import")
    {
        return None;
    }
    let from = match language {
        Language::Json | Language::Yaml | Language::Css => line.find(": ")? + 2,
        Language::Toml => line.find('=')? + 1,
        Language::Html => line.find('>')? + 1,
        _ => indent(line),
    };
    let mut words = Vec::new();
    let bytes = line.as_bytes();
    let mut at = from;
    while at < line.len() {
        let is_part = |at: usize| {
            bytes.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
        };
        if !line.is_char_boundary(at) || !is_part(at) || (at > 0 && is_part(at - 1)) {
            at += 1;
            continue;
        }
        let end = (at..line.len()).find(|end| !is_part(*end)).unwrap_or(line.len());
        let word = &line[at..end];
        let is_number = word.bytes().all(|byte| byte.is_ascii_digit())
            && word.len() < 6
            && !word.starts_with('0');
        let is_name = word.len() > 3
            && !word.as_bytes()[0].is_ascii_digit()
            && !WORDS.contains(&word)
            && !word.bytes().all(|byte| byte.is_ascii_uppercase());
        if is_number || is_name {
            words.push((at, end));
        }
        at = end + 1;
    }
    let (start, end) = *rng.pick(&words)?;
    let word = &line[start..end];
    let new = match word.parse::<u32>() {
        Ok(number) => (number + 1 + u32::try_from(rng.below(8)).ok()?).to_string(),
        Err(_) => format!("{word}{}", ["Next", "_two", "2", "Checked"][rng.below(4)]),
    };
    Some(format!("{}{new}{}", &line[..start], &line[end..]))
}
