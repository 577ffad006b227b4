//! Where what an edit shows ends: told by brackets, indentation and marks.

use std::ops::Range;

use crate::align::{Row, RowKind};
use crate::line::{Feature, Weight};
use crate::parts::Parts as _;
use crate::text::{Lines, columns, indent, is_blank};

/// Whether what follows the mark at `gap` is a new key, of which no table but that of `outer` has
/// one.
pub(super) fn is_key_of(
    rows: &[Row],
    lines: &Lines,
    gap: usize,
    (outer, features): (&Range<usize>, &[Feature]),
) -> bool {
    let says = |row: &usize| !is_blank(lines.get(*row));
    let Some(next) = (gap + 1..rows.len()).find(says) else { return false };
    let Some(RowKind::Line(ours)) = rows.get(next).map(|row| &row.kind) else { return false };
    let mut others = features.iter().enumerate().filter(|(line, _)| !outer.contains(line));
    !lines.get(next).trim_start().opens("[")
        && ours.key != 0
        && !others.any(|(_, theirs)| theirs.loose == ours.loose || theirs.key == ours.key)
}

/// Whether the edit shows a symbol to its end: no mark in it, nor right after it.
pub(super) fn is_whole(rows: &[Row], whole: &Range<usize>) -> bool {
    let says = |row: &&Row| !matches!(&row.kind, RowKind::Line(feature) if feature.weight == Weight::Blank);
    let next = rows.get(whole.end..).and_then(|rest| rest.iter().find(says));
    whole.len() > 1
        && !rows.get(whole.clone()).unwrap_or(&[]).iter().any(is_gap)
        && !next.is_some_and(is_gap)
}

pub(super) fn is_gap(row: &Row) -> bool {
    matches!(row.kind, RowKind::Gap(_))
}

/// A mark between `header` and `end` that is indented no more than the header: it may stand for the
/// end of one block and the beginning of another.
pub(super) fn margin_gap(rows: &[Row], lines: &Lines, header: usize, end: usize) -> Option<usize> {
    let depth = columns(indent(lines.get(header)));
    let is_it = |row: &usize| matches!(rows.get(*row).map(|row| &row.kind), Some(RowKind::Gap(Some(least))) if *least <= depth);
    (header + 1..end).find(is_it)
}

/// Past the row that ends what begins on row `header`, told by indentation.
pub(super) fn closed(rows: &[Row], lines: &Lines, header: usize) -> usize {
    let depth = columns(indent(lines.get(header)));
    // A line that closes a header of several lines and opens the body is no end.
    let opens = |row: usize| {
        let line = lines.get(row).trim_end();
        closes(line) && line.closes_among("{([:")
    };
    let is_out = |row: &usize| match rows.get(*row).map(|row| &row.kind) {
        Some(RowKind::Line(feature)) => {
            feature.weight != Weight::Blank && feature.columns <= depth && !opens(*row)
        }
        Some(RowKind::Gap(Some(least))) => *least <= depth,
        _ => false,
    };
    match (header + 1..rows.len()).find(is_out) {
        Some(end) if closes(lines.get(end)) => end + 1,
        Some(end) => end,
        None => rows.len(),
    }
}

pub(super) fn closes(line: &str) -> bool {
    let line = line.trim();
    line.opens_among("})]") || line.opens("</") || line == "end"
}
