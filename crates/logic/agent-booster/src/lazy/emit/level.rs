//! How the rows of an edit are indented beside the lines they are: what moved deeper was moved.

use std::ops::Range;

use super::super::rows::Read;
use crate::align::{Fate, Row, RowKind};
use crate::file::File;
use crate::indent::{Style, width};
use crate::line::{Feature, Weight};
use crate::list::{Listed as _, Longer as _};
use crate::parts::Parts;
use crate::text::{columns, indent};

/// For each row, by how many columns the file is indented more than the edit where the row stands.
pub(super) struct Levels {
    /// Of each row that is a line of the file, how much further that line is indented.
    own: Vec<Option<isize>>,
    /// Of each row, what its neighbors are indented further by.
    base: Vec<Option<isize>>,
    /// Whether nobody can tell if a whole part was moved deeper, or is only written so.
    pub(super) is_doubtful: bool,
}

/// The rows between marks.
pub(in crate::lazy) fn parts(rows: &[Row]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, row) in rows.iter().enumerate() {
        if !matches!(row.kind, RowKind::Line(_)) {
            parts.add((start < at).then_some(start..at));
            start = at + 1;
        }
    }
    parts.add((start < rows.len()).then_some(start..rows.len()));
    parts
}

/// What there is most of; of two, what is nearer to nothing.
fn usual(all: &[isize]) -> Option<isize> {
    let count = |one: &isize| all.iter().filter(|other| *other == one).count();
    all.iter().copied().max_by_key(|one| (count(one), std::cmp::Reverse(one.unsigned_abs())))
}

impl Levels {
    pub(super) fn of(read: &Read, rows: &[Row], fates: &[Fate], file: &File, style: Style) -> Self {
        let lines: Vec<&str> = std::iter::once("").chain(read.text.rows()).list();
        let feature = |row: usize| match rows.get(row).map(|row| &row.kind) {
            Some(RowKind::Line(feature)) => Some(feature),
            _ => None,
        };
        let further = |(row, fate): (usize, &Fate)| {
            let (Fate::Pair(line), Some(ours)) = (fate, feature(row)) else { return None };
            let theirs = file.features().get(*line)?;
            let white = indent(lines.get(row).copied().unwrap_or(""));
            let ours_is = ours.weight != Weight::Blank && ours.loose == theirs.loose;
            let there = columns(indent(file.lines.get(*line)));
            ours_is.then(|| there.checked_signed_diff(width(white, style, file.style()))).flatten()
        };
        let own: Vec<Option<isize>> = fates.iter().enumerate().map(further).list();
        let says =
            |row: &usize| feature(*row).is_some_and(|one: &Feature| one.weight != Weight::Blank);
        let first = (0..rows.len()).find(says);
        let is_bare =
            first.is_some_and(|first| lines.get(first).is_some_and(|line| indent(line).is_empty()));
        let known = |row: usize| own.get(row).copied().flatten();
        // What stands at the ends of a part is shown for its place, and has not moved.
        let parts = parts(rows);
        let mut votes: Vec<isize> = Vec::new();
        for part in &parts {
            let mut there =
                part.clone().filter(|row| !(is_bare && first == Some(*row))).filter_map(known);
            votes.add(there.next());
            votes.add(there.next_back());
        }
        let whole = usual(&votes);
        let mut base = vec![None; rows.len()];
        let mut is_doubtful = false;
        for part in parts {
            let here: Vec<isize> = part.clone().filter_map(known).list();
            let one = if whole.is_some_and(|whole| here.contains(&whole)) {
                whole
            } else {
                // A part that stands deeper or less deep than the others, all of it.
                is_doubtful |= here.len() > 1;
                usual(&here)
            };
            base.get_mut(part).unwrap_or(&mut []).fill(one);
        }
        // An edit loses white space; what has more than the file was moved, or was not.
        is_doubtful |= whole.is_some_and(|whole| whole < 0);
        // The first line of an edit often loses its white space, and means nothing by it.
        if let Some(first) = first.filter(|_| is_bare)
            && let Some(base) = base.get_mut(first)
        {
            *base = known(first);
        }
        Self { own, base, is_doubtful }
    }

    /// Whether row `row` stands as deep among its neighbors as the line it is does.
    pub(super) fn is_level(&self, row: usize) -> bool {
        match (self.own.get(row).copied().flatten(), self.base.get(row).copied().flatten()) {
            (Some(own), Some(base)) => own == base,
            _ => true,
        }
    }

    /// Whether row `other` tells how row `row` is indented.
    pub(super) fn tells(&self, other: usize, row: usize) -> bool {
        let base = self.base.get(row).copied().flatten();
        base.is_none() || self.own.get(other).copied().flatten() == base
    }
}
