//! How two versions differ, line by line.

use std::time::{Duration, Instant};

use atelier_api::{
    booster::{DiffHunk, DiffKind, DiffLine},
    template::TemplateDiff,
};
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
    let hunks =
        group_diff_ops(ops, CONTEXT).into_iter().filter_map(|group| hunk(&group, &old, &new));
    TemplateDiff { lines: count(old.len()), hunks: hunks.collect() }
}

fn hunk(group: &[DiffOp], old: &[&str], new: &[&str]) -> Option<DiffHunk> {
    let first = group.first()?;
    let mut lines = Vec::new();
    for op in group {
        let same = matches!(op, DiffOp::Equal { .. });
        let kind = if same { DiffKind::Same } else { DiffKind::Removed };
        let shown = |kind, text: &&str| DiffLine { kind, text: (*text).to_owned(), note: None };
        lines.extend(old.get(op.old_range()).into_iter().flatten().map(|it| shown(kind, it)));
        if !same {
            let added = new.get(op.new_range()).into_iter().flatten();
            lines.extend(added.map(|it| shown(DiffKind::Added, it)));
        }
    }
    let (before, after) = (first.old_range().start + 1, first.new_range().start + 1);
    Some(DiffHunk { before: count(before), after: count(after), lines })
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
