//! How two versions differ, line by line.

use std::time::{Duration, Instant};

use atelier_api::{
    booster::{DiffHunk, DiffKind, DiffLine, DiffPart},
    template::TemplateDiff,
};
use atelier_difference::{Budget, Part, Parts, parts};
use similar::{Algorithm, DiffOp, capture_diff_slices_deadline, group_diff_ops};

/// How many lines are shown round a change.
const CONTEXT: usize = 3;
/// How long the shortest difference is looked for; after that, one that is longer will do.
const SEARCH: Duration = Duration::from_millis(200);

/// How `after` differs from `before`.
pub(super) fn between(before: &str, after: &str) -> TemplateDiff {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let deadline = Instant::now() + SEARCH;
    let ops = capture_diff_slices_deadline(Algorithm::Myers, &old, &new, Some(deadline));
    let mut words = Budget::default();
    let groups = group_diff_ops(ops, CONTEXT).into_iter();
    let hunks = groups.filter_map(|group| hunk(&group, &old, &new, &mut words));
    TemplateDiff { lines: count(old.len()), hunks: hunks.collect() }
}

fn hunk(group: &[DiffOp], old: &[&str], new: &[&str], words: &mut Budget) -> Option<DiffHunk> {
    let first = group.first()?;
    let mut lines = Vec::new();
    for op in group {
        let same = matches!(op, DiffOp::Equal { .. });
        let kind = if same { DiffKind::Same } else { DiffKind::Removed };
        let gone = old.get(op.old_range()).unwrap_or_default();
        let come = new.get(op.new_range()).unwrap_or_default();
        let (before, after) = if same {
            (vec![Vec::new(); gone.len()], Vec::new())
        } else {
            parts(gone, come, words)
        };
        lines.extend(gone.iter().zip(before).map(|(text, parts)| line(kind, text, parts)));
        lines
            .extend(come.iter().zip(after).map(|(text, parts)| line(DiffKind::Added, text, parts)));
    }
    let (before, after) = (first.old_range().start + 1, first.new_range().start + 1);
    Some(DiffHunk { before: count(before), after: count(after), lines })
}

/// A line, with the words marked that differ from what it was compared with.
fn line(kind: DiffKind, text: &str, parts: Parts<'_>) -> DiffLine {
    let part = |it: Part<'_>| DiffPart { text: it.text.to_owned(), changed: it.changed };
    let parts = parts.into_iter().map(part).collect();
    DiffLine { kind, text: text.to_owned(), parts, note: None }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
