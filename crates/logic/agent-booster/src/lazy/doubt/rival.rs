//! Lines of the file that could be meant as well.

use std::ops::Range;

use super::Doubt;
use crate::align::{Fate, RowKind};
use crate::list::{Listed as _, picked};

impl Doubt<'_> {
    /// Lines that change, among lines that stand in the same order elsewhere as well: what changes
    /// must be told apart by itself.
    pub(super) fn rival(&self, part: &Range<usize>) -> Option<usize> {
        let bounded = |row: Option<usize>| !self.gap(row).is_empty();
        if !bounded(part.start.checked_sub(1)) || !bounded(Some(part.end)) {
            return None;
        }
        let rows = || part.clone().filter(|row| self.says(*row));
        let same = rows().filter_map(|row| self.same(row)).list();
        let (first, last) = (*same.first()?, *same.last()?);
        let changed = rows().filter(|row| {
            self.same(*row).is_none() && matches!(self.fates.get(*row), Some(Fate::Pair(_)))
        });
        let is_free = |row: usize, line: usize| {
            let allowed = self.rows.get(row).and_then(|row| row.allowed.as_ref());
            allowed.is_none_or(|allowed| allowed.contains(&line))
        };
        let hash = |line: usize| self.there(line).map(|one| one.loose);
        let span = last - first + 4;
        let begins = |line: &usize| hash(*line) == hash(first) && *line != first;
        let all = self.file.features().len();
        let elsewhere = picked(&mut (0..all), &|line| {
            let mut at = *line;
            begins(line)
                && same.iter().skip(1).all(|wanted| {
                    let end = all.min(line + span);
                    let found = (at + 1..end).find(|one| hash(*one) == hash(*wanted));
                    at = found.unwrap_or(at);
                    found.is_some()
                })
        });
        for row in changed {
            let Some(Fate::Pair(here)) = self.fates.get(row) else { continue };
            let ours = self.feature(row)?;
            let like = |line: usize| self.there(line).map_or(0.0, |theirs| ours.likeness(theirs));
            let rival = elsewhere.iter().filter(|line| is_free(row, **line)).any(|line| {
                let near = line.saturating_sub(2)..all.min(line + span);
                near.map(like).fold(0.0, f32::max) + 0.2 > like(*here).min(0.95)
            });
            let is_clear = like(*here) >= 0.8;
            let is_close = elsewhere.iter().filter(|line| is_free(row, **line)).count() > 0;
            if rival && is_close && !is_clear || is_close && like(*here) < 0.5 {
                return Some(*here);
            }
        }
        None
    }

    /// Something new at the end of an edit, among lines that stand elsewhere as well.
    pub(super) fn adrift(&self, part: &Range<usize>) -> Option<usize> {
        let is_last =
            matches!(self.rows.get(part.end).map(|row| &row.kind), Some(RowKind::Edge) | None);
        let above = self.gap(part.start.checked_sub(1));
        let has_new = part
            .clone()
            .any(|row| matches!(self.fates.get(row), Some(Fate::New(_))) && self.says(row));
        if !is_last || above.is_empty() || !has_new {
            return None;
        }
        let same: Vec<(usize, usize)> = part
            .clone()
            .filter(|row| self.says(*row))
            .filter_map(|row| self.same(row).map(|line| (row, line)))
            .list();
        let is_it = |line: usize, wanted: usize| {
            self.there(line).zip(self.there(wanted)).is_some_and(|(one, other)| {
                one.loose == other.loose && one.columns == other.columns
            })
        };
        let is_free = |row: usize, line: usize| {
            let allowed = self.rows.get(row).and_then(|row| row.allowed.as_ref());
            allowed.is_none_or(|allowed| allowed.contains(&line))
        };
        let (first, rest) = same.split_first()?;
        let stands = |line: &usize| {
            let mut at = *line;
            *line != first.1
                && is_it(*line, first.1)
                && is_free(first.0, *line)
                && rest.iter().all(|(row, wanted)| {
                    let end = (at + 3).max(at + 2 + wanted.saturating_sub(first.1));
                    let found =
                        (at + 1..end).find(|one| is_it(*one, *wanted) && is_free(*row, *one));
                    at = found.unwrap_or(at);
                    found.is_some()
                })
        };
        (0..self.file.features().len()).find(stands)
    }
}
