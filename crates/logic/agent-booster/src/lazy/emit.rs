//! Turns an alignment into the lines that stay, come and go.

mod commas;
mod level;
mod writer;

use std::ops::Range;

use self::commas::add_commas;
use self::level::Levels;
pub(super) use self::level::parts;
use self::writer::{Emitter, style};
use super::rows::Read;
use crate::align::{Fate, Row, RowKind};
use crate::file::{File, Splice};
use crate::line::Weight;
use crate::list::{Listed, Longer};
use crate::parts::Parts;
use crate::text::is_blank;

/// What is done about commas between what stays and what comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Commas {
    /// They stay as they are.
    AsTheyAre,
    /// What stays before what comes gets one, and what comes before what stays.
    Added,
}

/// A line of the text after.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Out {
    Kept(usize),
    New(String),
}

/// Lines that go without a mark for them.
#[derive(Clone, Debug)]
pub(super) struct Dropped {
    pub(super) lines: Range<usize>,
    /// How many lines that say something the edit shows as they are right before and after, up to
    /// two.
    shown: (usize, usize),
    /// Whether other lines come in their place.
    pub(super) is_replaced: bool,
}

impl Dropped {
    /// Whether the edit shows what stands before and after as it is.
    pub(super) fn is_shown(&self) -> bool {
        self.shown.0.min(self.shown.1) > 0
    }

    /// Whether it shows more than a line of it.
    pub(super) fn is_shown_well(&self) -> bool {
        self.shown.0.min(self.shown.1) > 1
    }
}

/// What an alignment comes to.
#[derive(Debug)]
pub(super) struct Emission {
    outs: Vec<Out>,
    dropped: Vec<Dropped>,
    /// How many lines the file has.
    count: usize,
    /// Whether nobody can tell how deep some of them belong.
    pub(super) is_doubtful: bool,
}

/// What `fates` make of `file`.
pub(super) fn emit(
    read: &Read,
    rows: &[Row],
    fates: &[Fate],
    file: &File,
    commas: Commas,
) -> Emission {
    let lines: Vec<&str> = std::iter::once("").chain(read.text.rows()).list();
    let style = style(read, fates, file);
    let levels = Levels::of(read, rows, fates, file, style);
    let is_blank_row = |row: usize| {
        rows.get(row).is_some_and(
            |row| matches!(&row.kind, RowKind::Line(feature) if feature.weight == Weight::Blank),
        )
    };
    let has_blanks = fates
        .iter()
        .enumerate()
        .any(|(row, fate)| matches!(fate, Fate::Pair(_)) && is_blank_row(row));
    let emitter = Emitter { lines: &lines, rows, fates, file, style, levels, has_blanks };
    let mut outs: Vec<Out> = Vec::with_capacity(file.lines.len() + rows.len());
    let mut dropped = Vec::new();
    let mut at = 0;
    for (row, fate) in fates.iter().enumerate() {
        match fate {
            Fate::Gap(range) => {
                drop_lines(&mut dropped, at..range.start, row, &emitter);
                outs.add(range.clone().map(Out::Kept));
                at = range.end;
            }
            Fate::Pair(line) => {
                if emitter.stays_blank(at..*line, row) {
                    outs.add((at..*line).map(Out::Kept));
                } else {
                    drop_lines(&mut dropped, at..*line, row, &emitter);
                }
                outs.push(match emitter.changed(row, *line) {
                    Some(new) => Out::New(new),
                    None => Out::Kept(*line),
                });
                at = line + 1;
            }
            Fate::New(_) => {
                if emitter.is_wanted(row) {
                    outs.push(Out::New(emitter.fresh(row)));
                }
            }
        }
    }
    drop_lines(&mut dropped, at..file.lines.len(), fates.len(), &emitter);
    if commas == Commas::Added {
        add_commas(&mut outs, file);
    }
    let is_doubtful = emitter.levels.is_doubtful;
    Emission { outs, dropped, count: file.lines.len(), is_doubtful }
}

fn drop_lines(dropped: &mut Vec<Dropped>, lines: Range<usize>, row: usize, emitter: &Emitter) {
    if lines.is_empty() {
        return;
    }
    let before = emitter.shown(row, -1);
    let after = emitter.shown(row, 1);
    let is_replaced =
        emitter.fates.get(..row).unwrap_or(&[]).iter().rev().map_while(|fate| match fate {
            Fate::New(line) => Some(*line >= lines.start && *line <= lines.end),
            _ => None,
        });
    let is_replaced = is_replaced.count() > 0;
    dropped.push(Dropped { lines, shown: (before, after), is_replaced });
}

impl Emission {
    /// Whether it comes to the same text as `other`, but for empty lines.
    pub(super) fn says_as(&self, other: &Self, file: &File) -> bool {
        self.full(file).eq(other.full(file))
    }

    /// The lines of the text that say something.
    fn full<'a>(&'a self, file: &'a File) -> impl Iterator<Item = &'a str> {
        let text = |out: &'a Out| match out {
            Out::Kept(line) => file.lines.get(*line),
            Out::New(text) => text.as_str(),
        };
        self.outs.iter().map(text).filter(|text| !is_blank(text))
    }

    pub(super) fn dropped(&self) -> &[Dropped] {
        &self.dropped
    }

    pub(super) fn new_lines(&self) -> usize {
        self.outs.iter().filter(|out| matches!(out, Out::New(_))).count()
    }

    pub(super) fn new_names(&self) -> Vec<&str> {
        let new = self.outs.iter().filter_map(|out| match out {
            Out::New(text) => Some(text.as_str()),
            Out::Kept(_) => None,
        });
        new.list()
    }

    /// Whether a line of the file stays.
    pub(super) fn keeps(&self, line: usize) -> bool {
        self.outs.contains(&Out::Kept(line))
    }

    /// A line before which something is put among several empty lines, so that nobody can tell
    /// between which of them.
    pub(super) fn among_blanks(&self, file: &File) -> Option<usize> {
        let mut before: Option<usize> = None;
        let mut has_new = false;
        for out in &self.outs {
            match out {
                Out::New(_) => has_new = true,
                Out::Kept(line) => {
                    let is_blank = |line: usize| is_blank(file.lines.get(line));
                    let is_next =
                        before.is_some_and(|before| before + 1 == *line && is_blank(before));
                    if has_new && is_next && is_blank(*line) {
                        return Some(*line);
                    }
                    (before, has_new) = (Some(*line), false);
                }
            }
        }
        None
    }

    /// The first line that does not stay.
    pub(super) fn first_change(&self) -> Option<usize> {
        let mut next = 0;
        for out in &self.outs {
            match out {
                Out::Kept(line) if *line == next => next += 1,
                Out::Kept(_) | Out::New(_) => return Some(next),
            }
        }
        // Lines at the end may be gone.
        (next < self.count).then_some(next)
    }

    /// The splices that make the file so.
    pub(super) fn splices(&self, file: &File) -> Vec<Splice> {
        let mut splices = Vec::new();
        let mut new = Vec::new();
        let mut at = 0;
        for out in &self.outs {
            match out {
                Out::New(text) => new.push(text.clone()),
                Out::Kept(line) => {
                    if at < *line || !new.is_empty() {
                        splices.push(file.replace_lines(at..*line, &std::mem::take(&mut new)));
                    }
                    at = line + 1;
                }
            }
        }
        if at < file.lines.len() || !new.is_empty() {
            splices.push(file.replace_lines(at..file.lines.len(), &new));
        }
        splices
    }
}
