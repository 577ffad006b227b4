//! How the rows of an edit are indented beside the lines they are: what moved deeper was moved.

use super::super::rows::Read;
use crate::align::{Fate, Row, RowKind};
use crate::file::File;
use crate::indent::{Style, width};
use crate::line::{Feature, Weight};
use crate::list::Listed;
use crate::text::{columns, indent};

/// For each row, by how many columns the file is indented more than the edit where the row stands.
pub(super) struct Levels {
    /// Of each row that is a line of the file, how much further that line is indented.
    own: Vec<Option<isize>>,
    /// Of each row, what its neighbors are indented further by.
    base: Vec<Option<isize>>,
}

impl Levels {
    pub(super) fn of(read: &Read, rows: &[Row], fates: &[Fate], file: &File, style: Style) -> Self {
        let lines: Vec<&str> = std::iter::once("").chain(read.text.lines()).list();
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
        let is_full =
            |row: usize| feature(row).is_some_and(|ours: &Feature| ours.weight == Weight::Full);
        let usual = |range: std::ops::Range<usize>| {
            let all = || {
                let rows = range.clone().filter(|row| is_full(*row));
                rows.filter_map(|row| own.get(row).copied().flatten())
            };
            all().max_by_key(|one| all().filter(|other| other == one).count())
        };
        let whole = usual(0..rows.len());
        let mut base = vec![None; rows.len()];
        let mut start = 0;
        while start < rows.len() {
            let length = (start..rows.len()).take_while(|row| feature(*row).is_some()).count();
            let part = start..start + length;
            let holds = part.clone().any(|row| {
                is_full(row) && whole.is_some() && own.get(row).copied().flatten() == whole
            });
            let here = if holds { whole } else { usual(part.clone()) };
            base.get_mut(part).unwrap_or(&mut []).fill(here);
            start += length + 1;
        }
        // The first line of an edit often loses its white space, and means nothing by it.
        let first = (0..rows.len())
            .find(|row| feature(*row).is_some_and(|one| one.weight != Weight::Blank));
        if let Some(first) = first
            && lines.get(first).is_some_and(|line| indent(line).is_empty())
            && let Some(base) = base.get_mut(first)
        {
            *base = own.get(first).copied().flatten();
        }
        Self { own, base }
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
