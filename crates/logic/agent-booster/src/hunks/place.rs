//! Finds the lines that a hunk is about: byte for byte, then without regard to white space and
//! quotes, then with small drift.

use std::ops::Range;

use super::drift::drifted;
use super::{Hunk, only_adds};
use crate::file::File;
use crate::line::{Feature, Weight};
use crate::list::{Listed, picked};
use crate::outcome::{Candidate, Refusal, Refused};
use crate::parts::Parts;
use crate::text::is_blank;
use crate::write::strung;

/// Where a hunk may be.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) placements: Vec<Placement>,
    /// Lines that are a little like what was searched for.
    pub(super) near: Vec<Candidate>,
}

/// One place where a hunk may be.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Placement {
    /// For each line searched for, the line it is.
    pub(super) pairs: Vec<Option<usize>>,
    pub(super) lines: Range<usize>,
    /// The bytes, where the text searched for is part of a line.
    pub(super) inside: Option<Range<usize>>,
    /// How sure it is, where it is not exact.
    pub(super) doubt: Option<f64>,
}

impl Placement {
    pub(super) fn of(pairs: Vec<Option<usize>>, doubt: Option<f64>) -> Self {
        let known = || pairs.iter().flatten().copied();
        let lines = known().min().unwrap_or(0)..known().max().map_or(0, |last| last + 1);
        Self { pairs, lines, inside: None, doubt }
    }
}

/// Finds where `hunk` may be in `file`.
pub(super) fn find(hunk: &Hunk, file: &File) -> Result<Found, Refused> {
    let wanted = hunk.search();
    if only_adds(hunk) || wanted.iter().all(|line| is_blank(line)) {
        return alone(hunk, file);
    }
    let one = |placements: Vec<Placement>| Found { placements, near: Vec::new() };
    let exact = exact(&wanted, file);
    if !exact.is_empty() {
        return Ok(one(scoped(hunk, exact, file)));
    }
    let rows: Vec<Feature> = wanted.iter().map(|line| Feature::of(line)).list();
    let loose = loose(&wanted, &rows, file);
    if !loose.is_empty() {
        return Ok(one(scoped(hunk, loose, file)));
    }
    let inside = inside(&wanted, file);
    if !inside.is_empty() {
        return Ok(one(inside));
    }
    drifted(hunk, &rows, file)
}

/// A hunk with nothing to find: at the end if it says so, or in an empty file.
fn alone(hunk: &Hunk, file: &File) -> Result<Found, Refused> {
    let is_empty = file.text.trim().is_empty();
    if !is_empty && !hunk.is_last {
        return Err(Refusal::ambiguous("what is only added, with nothing round it,", Vec::new()));
    }
    let end = if is_empty { 0 } else { file.lines.len() };
    let pairs = vec![None; hunk.search().len()];
    let placement = Placement { lines: end..end, ..Placement::of(pairs, None) };
    Ok(Found { placements: vec![placement], near: Vec::new() })
}

/// Lines that are the same to the byte.
fn exact(wanted: &[&str], file: &File) -> Vec<Placement> {
    let longest = wanted.iter().enumerate().max_by_key(|(_, line)| line.len());
    let Some((offset, needle)) = longest else { return Vec::new() };
    let mut found = Vec::new();
    for at in crate::common::find_all(file.text, needle) {
        let line = file.lines.at(at);
        let Some(first) = line.checked_sub(offset) else { continue };
        let same = |(row, wanted): (usize, &&str)| {
            first + row < file.lines.len() && file.lines.get(first + row) == *wanted
        };
        if file.lines.start(line) == at && wanted.iter().enumerate().all(same) {
            let pairs = (first..first + wanted.len()).map(Some).list();
            found.push(Placement::of(pairs, None));
        }
    }
    found
}

/// Lines that are the same but for white space, quotes and empty lines.
fn loose(wanted: &[&str], rows: &[Feature], file: &File) -> Vec<Placement> {
    let full = |feature: &Feature| feature.weight != Weight::Blank;
    let ours = picked(&mut (0..rows.len()), &|row| rows.get(*row).is_some_and(full));
    let features = file.features();
    let theirs = picked(&mut (0..features.len()), &|line| features.get(*line).is_some_and(full));
    let hash = |features: &[Feature], at: usize| features.get(at).map(|feature| feature.loose);
    let mut found = Vec::new();
    for window in theirs.windows(ours.len().max(1)) {
        let same = |(row, line): (&usize, &usize)| hash(rows, *row) == hash(features, *line);
        if !ours.iter().zip(window).all(same) {
            continue;
        }
        let mut pairs = vec![None; rows.len()];
        for (row, line) in ours.iter().zip(window) {
            if let Some(pair) = pairs.get_mut(*row) {
                *pair = Some(*line);
            }
        }
        pair_blanks(&mut pairs, features);
        found.push(Placement::of(pairs, Some(0.97)));
    }
    // Of several places, one that has the very same white space at the beginning of lines is meant.
    let is_close = |one: &Placement| {
        let same = |(wanted, pair): (&&str, &Option<usize>)| {
            pair.is_none_or(|line| file.lines.get(line).trim_end() == wanted.trim_end())
        };
        wanted.iter().zip(&one.pairs).all(same)
    };
    if found.len() > 1 && found.iter().filter(|one| is_close(one)).count() == 1 {
        found.retain(is_close);
    }
    found
}

/// Pairs empty lines of the edit with the empty lines that stand in the same places.
pub(super) fn pair_blanks(pairs: &mut [Option<usize>], features: &[Feature]) {
    let is_blank =
        |line: &usize| features.get(*line).is_some_and(|feature| feature.weight == Weight::Blank);
    let mut next: Option<usize> = None;
    for pair in pairs.iter_mut() {
        if pair.is_none() {
            *pair = next.filter(is_blank);
        }
        next = pair.map(|line| line + 1).or(next);
    }
    // Those before the first line that says something.
    let first = pairs.iter().position(Option::is_some).unwrap_or(0);
    let mut before = pairs.get(first).copied().flatten().and_then(|line| line.checked_sub(1));
    for pair in pairs.get_mut(..first).unwrap_or(&mut []).iter_mut().rev() {
        *pair = before.filter(is_blank);
        before = pair.and_then(|line| line.checked_sub(1));
    }
}

/// A text that is part of a line, or begins or ends within one.
fn inside(wanted: &[&str], file: &File) -> Vec<Placement> {
    let needle = strung(wanted, file.line_end(0).text());
    if needle.trim().len() < 3 {
        return Vec::new();
    }
    let places = crate::common::find_all(file.text, &needle);
    let place = |at: usize| {
        let bytes = at..at + needle.len();
        let lines = file.lines.around(&bytes);
        Placement { pairs: Vec::new(), lines, inside: Some(bytes), doubt: Some(0.96) }
    };
    places.take(16).map(place).list()
}

/// Of several places, those in the block under the hunk's headings.
fn scoped(hunk: &Hunk, placements: Vec<Placement>, file: &File) -> Vec<Placement> {
    if placements.len() < 2 {
        return placements;
    }
    let Some(range) = scope(hunk, file) else { return placements };
    let within = |one: &&Placement| range.contains(&one.lines.start);
    let left: Vec<Placement> = placements.iter().filter(within).cloned().list();
    if left.is_empty() { placements } else { left }
}

/// The lines under the headings of `hunk`, if each is there once.
fn scope(hunk: &Hunk, file: &File) -> Option<Range<usize>> {
    let mut range = 0..file.lines.len();
    let mut found = None;
    for heading in &hunk.scope {
        let wanted = heading.trim();
        let is_it = |line: &usize| file.lines.get(*line).trim_start().opens(wanted);
        let mut lines = range.clone().filter(is_it);
        let line = lines.next().filter(|_| !wanted.is_empty())?;
        if lines.next().is_some() {
            return None;
        }
        let features = file.features();
        let depth = features.get(line)?.columns;
        let ends = |at: &usize| {
            features.get(*at).is_some_and(|one| one.weight != Weight::Blank && one.columns <= depth)
        };
        range = line..(line + 1..range.end).find(ends).map_or(range.end, |end| end + 1);
        found = Some(range.clone());
    }
    found
}
