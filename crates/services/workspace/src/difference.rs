//! The difference of two texts, as lines that stay, come and go.

use std::time::{Duration, Instant};

use atelier_api::booster::{DiffHunk, DiffKind, DiffLine, DiffPart};
use atelier_difference::{Budget, Part, Parts, parts};
use similar::{Algorithm, DiffOp, capture_diff_slices_deadline, group_diff_ops};

/// The most lines that are shown, and the longest part of one, in characters.
const LINES: usize = 20_000;
const LINE_CHARS: usize = 2_000;
/// How long the shortest difference is looked for; after that, one that is longer will do.
const SEARCH: Duration = Duration::from_millis(300);

/// A difference.
pub(crate) struct Difference {
    pub(crate) hunks: Vec<DiffHunk>,
    pub(crate) added: u32,
    pub(crate) removed: u32,
    /// Whether there is more than `hunks` shows.
    pub(crate) is_cut: bool,
}

/// How `after` differs from `before`, with `context` lines round each change.
pub(crate) fn between(before: &str, after: &str, context: usize) -> Difference {
    let old: Vec<&str> = before.split_inclusive('\n').collect();
    let new: Vec<&str> = after.split_inclusive('\n').collect();
    let deadline = Instant::now() + SEARCH;
    let ops = capture_diff_slices_deadline(Algorithm::Myers, &old, &new, Some(deadline));
    let mut shown = Difference { hunks: Vec::new(), added: 0, removed: 0, is_cut: false };
    for op in ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. })) {
        shown.added = shown.added.saturating_add(count(op.new_range().len()));
        shown.removed = shown.removed.saturating_add(count(op.old_range().len()));
    }
    let ends = usual_end(before);
    let (mut room, mut words) = (LINES, Budget::default());
    for group in group_diff_ops(ops, context) {
        let Some(first) = group.first() else { continue };
        let mut hunk = DiffHunk {
            before: count(first.old_range().start + 1),
            after: count(first.new_range().start + 1),
            lines: Vec::new(),
        };
        for op in &group {
            let (gone, come) = (old.get(op.old_range()), new.get(op.new_range()));
            let same = matches!(op, DiffOp::Equal { .. });
            let kind = if same { DiffKind::Same } else { DiffKind::Removed };
            let gone = gone.into_iter().flatten().map(|line| shown_as(kind, line, ends));
            let mut gone: Vec<DiffLine> = gone.collect();
            if !same && hunk.lines.len() <= room {
                let come = come.into_iter().flatten();
                let come = come.map(|line| shown_as(DiffKind::Added, line, ends));
                let mut come: Vec<DiffLine> = come.collect();
                mark(&mut gone, &mut come, &mut words);
                gone.append(&mut come);
            }
            hunk.lines.append(&mut gone);
        }
        if hunk.lines.len() > room {
            hunk.lines.truncate(room);
            shown.is_cut = true;
        }
        room -= hunk.lines.len();
        shown.hunks.push(hunk);
        if shown.is_cut {
            break;
        }
    }
    shown
}

/// What ends most lines of a text.
fn usual_end(text: &str) -> &'static str {
    let all = text.matches('\n').count();
    if text.matches("\r\n").count() * 2 > all { "\r\n" } else { "\n" }
}

fn shown_as(kind: DiffKind, line: &str, usual: &str) -> DiffLine {
    let (text, end) = match line.strip_suffix('\n') {
        None => (line, ""),
        Some(text) => text.strip_suffix('\r').map_or((text, "\n"), |text| (text, "\r\n")),
    };
    let mut notes = Vec::new();
    let (text, rest) = cut(text);
    if rest > 0 {
        notes.push(format!("{rest} more characters"));
    }
    match end {
        "" => notes.push("no line end".to_owned()),
        "\r\n" if usual != end => notes.push("ends with CR LF".to_owned()),
        "\n" if usual != end => notes.push("ends with LF".to_owned()),
        _ => {}
    }
    let note = Some(notes.join(", ")).filter(|note| !note.is_empty());
    DiffLine { kind, text: text.to_owned(), parts: Vec::new(), note }
}

/// Marks the words that differ between lines that go and those that come in their place.
fn mark(gone: &mut [DiffLine], come: &mut [DiffLine], words: &mut Budget) {
    let (before, after) = parts(&texts(gone), &texts(come), words);
    let (before, after) = (owned(before), owned(after));
    for (line, parts) in gone.iter_mut().zip(before).chain(come.iter_mut().zip(after)) {
        line.parts = parts;
    }
}

fn texts(lines: &[DiffLine]) -> Vec<&str> {
    lines.iter().map(|line| line.text.as_str()).collect()
}

fn owned(lines: Vec<Parts<'_>>) -> Vec<Vec<DiffPart>> {
    let part = |it: Part<'_>| DiffPart { text: it.text.to_owned(), changed: it.changed };
    lines.into_iter().map(|parts| parts.into_iter().map(part).collect()).collect()
}

/// The beginning of a line, and how many characters are left out.
fn cut(text: &str) -> (&str, usize) {
    match text.char_indices().nth(LINE_CHARS) {
        None => (text, 0),
        Some((at, _)) => {
            text.split_at_checked(at).map_or((text, 0), |(kept, rest)| (kept, rest.chars().count()))
        }
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
