//! Turns an alignment into the lines that stay, come and go.

use std::collections::HashSet;
use std::ops::Range;

use super::rows::Read;
use crate::align::{Fate, Row, RowKind};
use crate::file::{File, Splice};
use crate::indent::{Style, carry};
use crate::line::{Feature, Weight};
use crate::text::{columns, indent, is_blank};

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
    /// Whether the edit shows what stands before and after as it is.
    pub(super) is_shown: bool,
    /// Whether other lines come in their place.
    pub(super) is_replaced: bool,
}

/// What an alignment comes to.
#[derive(Debug)]
pub(super) struct Emission {
    outs: Vec<Out>,
    dropped: Vec<Dropped>,
    texts: Vec<String>,
    /// How many lines the file has.
    count: usize,
}

/// How the edit is indented, where its lines show that it is not as the file is.
fn style(read: &Read, fates: &[Fate], file: &File) -> Style {
    let lines: Vec<&str> = std::iter::once("").chain(read.text.lines()).collect();
    let pairs = fates.iter().zip(&lines).filter_map(|(fate, ours)| match fate {
        Fate::Pair(line) => Some((indent(ours), indent(file.lines.get(*line)))),
        _ => None,
    });
    Style::of_edit(read.text.lines(), pairs, file.style())
}

/// What `fates` make of `file`.
pub(super) fn emit(read: &Read, rows: &[Row], fates: &[Fate], file: &File, commas: Commas) -> Emission {
    let lines: Vec<&str> = std::iter::once("").chain(read.text.lines()).collect();
    let emitter = Emitter { lines: &lines, rows, fates, file, style: style(read, fates, file) };
    let mut outs: Vec<Out> = Vec::with_capacity(file.lines.len() + rows.len());
    let mut dropped = Vec::new();
    let mut at = 0;
    for (row, fate) in fates.iter().enumerate() {
        match fate {
            Fate::Gap(range) => {
                drop_lines(&mut dropped, at..range.start, row, &emitter);
                outs.extend(range.clone().map(Out::Kept));
                at = range.end;
            }
            Fate::Pair(line) => {
                if emitter.stays_blank(at..*line, row) {
                    outs.extend((at..*line).map(Out::Kept));
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
    Emission { texts: texts(&outs, file), outs, dropped, count: file.lines.len() }
}

fn drop_lines(dropped: &mut Vec<Dropped>, lines: Range<usize>, row: usize, emitter: &Emitter) {
    if lines.is_empty() {
        return;
    }
    let shown = |mut near: Vec<usize>| {
        near.truncate(2);
        !near.is_empty() && near.iter().all(|row| emitter.is_same(*row))
    };
    let before = shown(emitter.run(row, -1));
    let after = shown(emitter.run(row, 1));
    let is_replaced = emitter.fates.get(..row).unwrap_or(&[]).iter().rev().map_while(|fate| match fate {
        Fate::New(line) => Some(*line >= lines.start && *line <= lines.end),
        _ => None,
    });
    let is_replaced = is_replaced.count() > 0;
    dropped.push(Dropped { lines, is_shown: before && after, is_replaced });
}

struct Emitter<'a> {
    lines: &'a [&'a str],
    rows: &'a [Row],
    fates: &'a [Fate],
    file: &'a File<'a>,
    style: Style,
}

impl Emitter<'_> {
    fn feature(&self, row: usize) -> Option<&Feature> {
        match self.rows.get(row).map(|row| &row.kind) {
            Some(RowKind::Line(feature)) => Some(feature),
            _ => None,
        }
    }

    fn line(&self, row: usize) -> &str {
        self.lines.get(row).copied().unwrap_or("")
    }

    /// Whether a row is a line of the file as it is.
    fn is_same(&self, row: usize) -> bool {
        let Some(Fate::Pair(line)) = self.fates.get(row) else { return false };
        let there = self.file.features().get(*line);
        self.feature(row).zip(there).is_some_and(|(ours, theirs)| ours.loose == theirs.loose)
    }

    /// The rows that say something from `row` on, up to the next gap: at it and after, or before it.
    fn run(&self, row: usize, way: isize) -> Vec<usize> {
        let mut found = Vec::new();
        let mut at = if way < 0 { row.checked_sub(1) } else { Some(row) };
        while let Some(row) = at {
            let Some(feature) = self.feature(row) else { break };
            if feature.weight != Weight::Blank {
                found.push(row);
            }
            at = row.checked_add_signed(way);
        }
        found
    }

    /// Whether empty lines that the edit leaves out stay: what stands round them does.
    fn stays_blank(&self, lines: Range<usize>, row: usize) -> bool {
        let before = row.checked_sub(1);
        lines.clone().all(|line| is_blank(self.file.lines.get(line)))
            && self.is_same(row)
            && before.is_some_and(|before| self.is_same(before))
    }

    /// Whether a new row is to come: an empty one between lines that stay as they are is not.
    fn is_wanted(&self, row: usize) -> bool {
        if self.feature(row).is_none_or(|feature| feature.weight != Weight::Blank) {
            return true;
        }
        let neighbor = |way: isize| {
            let mut at = row.checked_add_signed(way);
            while let Some(here) = at {
                match (self.feature(here), self.fates.get(here)) {
                    (Some(feature), Some(fate)) if feature.weight != Weight::Blank => {
                        return Some(matches!(fate, Fate::New(_)) || !self.is_same(here));
                    }
                    (None, _) => return None,
                    _ => at = here.checked_add_signed(way),
                }
            }
            None
        };
        // Beside a mark it separates only what is new.
        match (neighbor(-1), neighbor(1)) {
            (Some(before), Some(after)) => before || after,
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => false,
        }
    }

    /// The text of `row`, which is line `line`; nothing if the line stays as it is.
    fn changed(&self, row: usize, line: usize) -> Option<String> {
        let there = self.file.features().get(line)?;
        let ours = self.feature(row)?;
        if ours.loose == there.loose {
            return None;
        }
        let text = self.line(row);
        if ours.bare == there.bare && !self.decides_comma(row, line) {
            return None;
        }
        let near = self.file.lines.get(line);
        let white = if self.shifted(text) == columns(indent(near)) {
            indent(near).to_owned()
        } else {
            self.white(row)
        };
        Some(format!("{white}{}", text.trim_start_matches([' ', '\t'])))
    }

    fn shifted(&self, text: &str) -> usize {
        columns(indent(text))
    }

    /// Whether the edit says how the line ends: it does where it shows what follows.
    fn decides_comma(&self, row: usize, line: usize) -> bool {
        let text = self.line(row).trim_end();
        let there = self.file.lines.get(line).trim_end();
        let next = self.fates.iter().enumerate().skip(row + 1).find(|(next, _)| {
            self.feature(*next).is_none_or(|feature| feature.weight != Weight::Blank)
        });
        match next {
            Some((_, Fate::Gap(range))) => !there.ends_with(',') && text.ends_with(',') && !range.is_empty() && false,
            _ => true,
        }
    }

    fn fresh(&self, row: usize) -> String {
        let text = self.line(row);
        if is_blank(text) {
            return String::new();
        }
        format!("{}{}", self.white(row), text.trim_start_matches([' ', '\t']))
    }

    /// The white space before a new row: as the file has it where the edit has the same.
    fn white(&self, row: usize) -> String {
        let white = indent(self.line(row));
        let known = self.fates.iter().enumerate().filter_map(|(other, fate)| {
            let Fate::Pair(line) = fate else { return None };
            if !self.feature(other).is_some_and(|feature| feature.weight != Weight::Blank) {
                return None;
            }
            let (ours, theirs) = (indent(self.line(other)), indent(self.file.lines.get(*line)));
            let off = columns(ours).abs_diff(columns(white));
            Some((off, other.abs_diff(row), ours, theirs))
        });
        match known.min_by_key(|known| (known.0, known.1)) {
            Some((_, _, ours, theirs)) => carry(white, ours, theirs, self.style, self.file.style()),
            None => white.to_owned(),
        }
    }
}

/// Puts commas where what comes meets what stays.
fn add_commas(outs: &mut [Out], file: &File) {
    let text = |out: &Out| match out {
        Out::Kept(line) => file.lines.get(*line).to_owned(),
        Out::New(text) => text.clone(),
    };
    let count = outs.len();
    for at in 0..count {
        let Some(here) = outs.get(at).map(text) else { continue };
        let after = (at + 1..count).find_map(|next| outs.get(next).filter(|next| !is_blank(&text(next))));
        let Some(after) = after else { continue };
        let meets = matches!(outs.get(at), Some(Out::New(_))) != matches!(after, Out::New(_));
        let (ends, begins) = (here.trim_end().to_owned(), text(after).trim().to_owned());
        let is_open = ends.ends_with(['{', '[', '(', ',', ';', ':']) || ends.is_empty() || ends.starts_with("//");
        let is_close = begins.starts_with(['}', ']', ')']);
        if meets && !is_open && !is_close {
            if let Some(out) = outs.get_mut(at) {
                *out = Out::New(format!("{ends},"));
            }
        }
    }
}

fn texts(outs: &[Out], file: &File) -> Vec<String> {
    let text = |out: &Out| match out {
        Out::Kept(line) => file.lines.get(*line).to_owned(),
        Out::New(text) => text.clone(),
    };
    outs.iter().map(text).filter(|text| !is_blank(text)).collect()
}

impl Emission {
    /// The text it comes to, but for empty lines.
    pub(super) fn says(&self) -> &[String] {
        &self.texts
    }

    pub(super) fn dropped(&self) -> &[Dropped] {
        &self.dropped
    }

    pub(super) fn new_lines(&self) -> usize {
        self.outs.iter().filter(|out| matches!(out, Out::New(_))).count()
    }

    pub(super) fn new_names(&self) -> HashSet<&str> {
        let new = self.outs.iter().filter_map(|out| match out {
            Out::New(text) => Some(text.as_str()),
            Out::Kept(_) => None,
        });
        new.collect()
    }

    /// Whether a line of the file stays.
    pub(super) fn keeps(&self, line: usize) -> bool {
        self.outs.contains(&Out::Kept(line))
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
