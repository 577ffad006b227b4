//! Readings of a shortened text that nobody can tell from another, though it costs more.

mod rival;

use std::ops::Range;

use super::emit::parts;
use crate::align::{Fate, Row, RowKind};
use crate::file::File;
use crate::line::{Feature, Weight};
use crate::list::{Listed as _, Longer as _, picked};
use crate::parts::Parts;

/// A line of the file where the edit may mean another thing than `fates` make of it.
pub(super) fn doubtful(rows: &[Row], fates: &[Fate], file: &File) -> Option<usize> {
    let doubt = Doubt { rows, fates, file };
    parts(rows).into_iter().find_map(|part| {
        doubt
            .idle(&part)
            .or_else(|| doubt.kin(&part))
            .or_else(|| doubt.tail(&part))
            .or_else(|| doubt.rival(&part))
            .or_else(|| doubt.adrift(&part))
    })
}

struct Doubt<'a> {
    rows: &'a [Row],
    fates: &'a [Fate],
    file: &'a File<'a>,
}

impl Doubt<'_> {
    fn feature(&self, row: usize) -> Option<&Feature> {
        match self.rows.get(row).map(|row| &row.kind) {
            Some(RowKind::Line(feature)) => Some(feature),
            _ => None,
        }
    }

    fn there(&self, line: usize) -> Option<&Feature> {
        self.file.features().get(line)
    }

    /// The line that row `row` is, unchanged.
    fn same(&self, row: usize) -> Option<usize> {
        let Some(Fate::Pair(line)) = self.fates.get(row) else { return None };
        let is_same = self.feature(row)?.loose == self.there(*line)?.loose;
        is_same.then_some(*line)
    }

    fn says(&self, row: usize) -> bool {
        self.feature(row).is_some_and(|one| one.weight != Weight::Blank)
    }

    /// The lines that the mark at `row` stands for.
    fn gap(&self, row: Option<usize>) -> Range<usize> {
        let row = row.filter(|row| {
            matches!(self.rows.get(*row).map(|row| &row.kind), Some(RowKind::Gap(_)))
        });
        match row.and_then(|row| self.fates.get(row)) {
            Some(Fate::Gap(range)) => range.clone(),
            _ => 0..0,
        }
    }

    /// Whether a row says more than that something ends.
    fn tells(&self, row: usize, ours: &str) -> bool {
        self.feature(row).is_some_and(|one| one.weight == Weight::Full)
            && !(ours.opens_among("})]") || ours.opens("</"))
    }

    fn text(&self, row: usize) -> &str {
        self.same(row).map_or("", |line| self.file.lines.get(line).trim())
    }

    /// A part that changes nothing is shown for something: if its first line stands before as well,
    /// or its last after, what lies between may be what is to go.
    fn idle(&self, part: &Range<usize>) -> Option<usize> {
        let said = picked(&mut part.clone(), &|row| self.says(*row));
        let lines: Vec<usize> = said.iter().filter_map(|row| self.same(*row)).list();
        let is_blank =
            |line: usize| self.there(line).is_some_and(|one| one.weight == Weight::Blank);
        let is_whole = lines.windows(2).all(|pair| match pair {
            [one, two] => (one + 1..*two).all(is_blank),
            _ => true,
        });
        let has_new = part
            .clone()
            .any(|row| matches!(self.fates.get(row), Some(Fate::New(_))) && self.says(row));
        if said.len() < 2 || lines.len() < said.len() || !is_whole || has_new {
            return None;
        }
        let (first, last) = (*said.first()?, *said.last()?);
        let tells = |rows: &[usize]| rows.iter().any(|row| self.tells(*row, self.text(*row)));
        let stands = |row: usize, lines: Range<usize>| {
            let ours = self.same(row).and_then(|line| self.there(line))?;
            let is_it = |line: &usize| {
                self.there(*line).is_some_and(|theirs| {
                    theirs.loose == ours.loose && theirs.columns == ours.columns
                })
            };
            lines.clone().find(is_it)
        };
        // The head of what a mark cuts short is shown to say where it is.
        let inner = match self.rows.get(part.end).map(|row| &row.kind) {
            Some(RowKind::Gap(depth)) => *depth,
            _ => None,
        };
        let is_head = self.text(last).closes_among("{([:>,")
            && self.feature(last).is_some_and(|one| inner > Some(one.columns));
        if !is_head
            && tells(said.get(1..)?)
            && let Some(line) = stands(first, self.gap(part.start.checked_sub(1)))
        {
            return Some(line);
        }
        if !is_head && tells(said.get(..said.len() - 1)?) {
            return stands(last, self.gap(Some(part.end)));
        }
        None
    }

    /// What is new and mostly says what stands right beside it, in what a mark stands for, may come
    /// in its place.
    fn kin(&self, part: &Range<usize>) -> Option<usize> {
        let is_new =
            |row: &usize| matches!(self.fates.get(*row), Some(Fate::New(_))) && self.says(*row);
        let first = part.clone().find(is_new)?;
        let last = part.clone().rfind(is_new)?;
        let all = self.file.features();
        let is_weak = |row: usize| {
            !self.says(row)
                || self.feature(row).is_some_and(|ours| {
                    all.iter().filter(|theirs| theirs.loose == ours.loose).count() != 1
                })
        };
        let mut said: Vec<u64> = Vec::new();
        for row in (first..=last).filter(is_new) {
            // What stands everywhere tells nothing.
            let is_rare =
                |one: &&Feature| all.iter().filter(|theirs| theirs.loose == one.loose).count() < 3;
            let ours = self.feature(row).filter(|one| one.weight == Weight::Full).filter(is_rare);
            said.add(ours.map(|one| one.loose).filter(|one| !said.contains(one)));
        }
        let length = last + 4 - first;
        let shares = |lines: Range<usize>| {
            let is_there = |one: &&u64| {
                lines
                    .clone()
                    .any(|line| self.there(line).is_some_and(|theirs| theirs.loose == **one))
            };
            if said.len() > 2 {
                return said.iter().filter(is_there).count() * 2 >= said.len();
            }
            let mut new = (first..=last).filter(is_new).filter_map(|row| self.feature(row));
            new.any(|ours| {
                let alike =
                    |line: usize| self.there(line).is_some_and(|one| ours.likeness(one) >= 0.75);
                let is_known = all.iter().any(|theirs| theirs.loose == ours.loose);
                ours.weight == Weight::Full && !is_known && lines.clone().any(alike)
            })
        };
        let (above, below) = (self.gap(part.start.checked_sub(1)), self.gap(Some(part.end)));
        if (part.start..first).all(is_weak)
            && shares(above.end.saturating_sub(length).max(above.start)..above.end)
        {
            return Some(above.end);
        }
        let is_below = (last + 1..part.end).all(is_weak)
            && shares(below.start..below.end.min(below.start + length));
        is_below.then_some(below.start)
    }

    /// Where indentation tells, a mark in the margin, after an empty line, may stand for what follows
    /// a block or for the end of the block as well.
    fn tail(&self, part: &Range<usize>) -> Option<usize> {
        let Some(RowKind::Gap(Some(least))) = self.rows.get(part.end).map(|row| &row.kind) else {
            return None;
        };
        let blank = part.end.checked_sub(1).filter(|row| part.contains(row) && !self.says(*row))?;
        let above = (part.start..blank).rfind(|row| self.says(*row))?;
        let line = self
            .gap(Some(part.end))
            .find(|line| self.there(*line).is_some_and(|one| one.weight != Weight::Blank))?;
        let is_deeper = self.feature(above).is_some_and(|one| one.columns > *least);
        let Some(Fate::Pair(there)) = self.fates.get(above) else { return None };
        let stays = self
            .there(line)
            .zip(self.there(*there))
            .is_some_and(|(one, above)| one.columns >= above.columns);
        (self.file.language.is_indented() && is_deeper && stays).then_some(line)
    }
}
