//! The rows of a shortened text, and what is known of where they belong.

use std::collections::HashMap;
use std::ops::Range;

use crate::Language;
use crate::align::{Row, RowKind};
use crate::file::File;
use crate::identity::{Match, Side};
use crate::line::{Feature, Weight};
use crate::marker::{Mark, mark};
use crate::outline::Symbol;
use crate::rules::SymbolKind;
use crate::text::{Lines, columns, indent};

/// A shortened text, read.
#[derive(Debug)]
pub(crate) struct Read {
    /// Its lines; a mark is a comment of the language.
    pub(crate) text: String,
    /// Whether each line is a mark.
    pub(crate) marks: Vec<bool>,
}

/// Whether any line of `text` is a mark, or holds one.
pub(crate) fn has_marks(text: &str, file: &File) -> bool {
    text.lines().any(|line| is_mark(line, file))
}

/// Whether `line` is a mark, and not a line that the file has as well.
fn is_mark(line: &str, file: &File) -> bool {
    let language = file.language;
    let found = mark(line);
    if found != Mark::None && file.lines.iter().any(|there| there.trim() == line.trim()) {
        return false;
    }
    match found {
        Mark::None => false,
        // In Python three dots alone are code, and in YAML they end a document.
        Mark::Whole => !matches!((language, line.trim()), (Language::Python | Language::Yaml, "...")),
        Mark::Within(..) => true,
    }
}

/// Reads `text`, in which lines may be marks or hold them.
pub(crate) fn read(text: &str, file: &File) -> Read {
    let (open, close) = file.language.comment().unwrap_or(("", ""));
    let mut lines = Vec::new();
    let mut marks = Vec::new();
    let stand_in = |white: &str| format!("{white}{open} stays {close}");
    for line in text.trim_end_matches('\n').lines() {
        let white = indent(line);
        match mark(line) {
            Mark::Whole if is_mark(line, file) => {
                lines.push(stand_in(white));
                marks.push(true);
            }
            Mark::Within(before, after) if is_mark(line, file) => {
                if !before.is_empty() {
                    lines.push(format!("{white}{before}"));
                    marks.push(false);
                }
                let deeper = if before.is_empty() { white.to_owned() } else { format!("{white} ") };
                lines.push(stand_in(&deeper));
                marks.push(true);
                if !after.is_empty() {
                    lines.push(format!("{white}{after}"));
                    marks.push(false);
                }
            }
            Mark::None | Mark::Whole | Mark::Within(..) => {
                lines.push(line.to_owned());
                marks.push(false);
            }
        }
    }
    let mut text = lines.join("\n");
    text.push('\n');
    Read { text, marks }
}

/// The rows of `read`, bound to nothing yet.
pub(super) fn plain(read: &Read) -> Vec<Row> {
    let row = |(line, is_mark): (&str, &bool)| {
        let kind = if *is_mark {
            RowKind::Gap(Some(columns(indent(line))))
        } else {
            RowKind::Line(Feature::of(line))
        };
        Row { kind, allowed: None, is_new: false }
    };
    read.text.lines().zip(&read.marks).map(row).collect()
}

/// `rows` with what stays before the first and after the last, where no mark says so.
pub(super) fn edged(rows: Vec<Row>) -> Vec<Row> {
    let edge = || Row { kind: RowKind::Edge, allowed: None, is_new: false };
    let mut all = vec![edge()];
    all.extend(rows);
    all.push(edge());
    all
}

/// Binds rows to the lines of the symbols they belong to; tells how far the file is indented more.
pub(super) fn bind(
    rows: &mut [Row],
    (ours, lines): (Side, &Lines),
    (theirs, there): (Side, &Lines),
    matches: &[Match],
) -> Option<isize> {
    let mut shift = None;
    for (symbol, found) in ours.outline.symbols.iter().zip(matches) {
        let header = lines.at(symbol.node.start);
        let mut whole = lines.around(&symbol.outer);
        let found = match found {
            Match::Found(place) => theirs.outline.symbols.get(*place),
            Match::Several(_) => continue,
            Match::New => {
                // What is new is nothing that the file has: not a line of it may pass for one.
                let parts = rows.get_mut(whole.clone()).unwrap_or(&mut []);
                parts.iter_mut().for_each(|row| row.is_new = true);
                continue;
            }
        };
        let Some(found) = found else { continue };
        if symbol.kind == SymbolKind::Element
            && let Some(end) = closed(rows, lines, header)
        {
            whole.end = end;
        }
        bind_one(rows, lines, (whole, header), (theirs, found, there));
        shift = shift.or(Some(further(there, found, lines, header)));
    }
    shift
}

/// Binds rows of an edit that does not parse, because marks stand for brackets, too: by lines that
/// begin a symbol in the file, and by indentation.
pub(super) fn bind_by_lines(
    rows: &mut [Row],
    lines: &Lines,
    (theirs, there): (Side, &Lines),
    features: &[Feature],
) -> Option<isize> {
    let mut shift = None;
    let mut once: HashMap<u64, Option<usize>> = HashMap::new();
    for (line, feature) in features.iter().enumerate() {
        once.entry(feature.loose).and_modify(|line| *line = None).or_insert(Some(line));
    }
    for header in 0..rows.len() {
        let Some(RowKind::Line(feature)) = rows.get(header).map(|row| &row.kind) else { continue };
        let Some(Some(line)) = once.get(&feature.loose).copied() else { continue };
        let begins = |one: &&Symbol| there.at(one.node.start) == line;
        let Some(found) = theirs.outline.symbols.iter().find(begins) else { continue };
        let is_long = there.around(&found.outer).len() > 2 && found.kind != SymbolKind::Variable;
        if let Some(end) = closed(rows, lines, header).filter(|_| is_long) {
            bind_one(rows, lines, (header..end, header), (theirs, found, there));
            shift = shift.or(Some(further(there, found, lines, header)));
        }
    }
    shift
}

/// Past the row that ends what begins on row `header`, told by indentation.
fn closed(rows: &[Row], lines: &Lines, header: usize) -> Option<usize> {
    let depth = columns(indent(lines.get(header)));
    let is_out = |row: &usize| match rows.get(*row).map(|row| &row.kind) {
        Some(RowKind::Line(feature)) => feature.weight != Weight::Blank && feature.columns <= depth,
        Some(RowKind::Gap(Some(least))) => *least < depth,
        _ => false,
    };
    match (header + 1..rows.len()).find(is_out) {
        Some(end) if closes(lines.get(end)) => Some(end + 1),
        Some(end) => Some(end),
        None => Some(rows.len()),
    }
}

fn bind_one(
    rows: &mut [Row],
    lines: &Lines,
    (whole, header): (Range<usize>, usize),
    (_, found, there): (Side, &Symbol, &Lines),
) {
    let outer = there.around(&found.outer);
    for row in rows.get_mut(whole.clone()).unwrap_or(&mut []) {
        row.allowed = Some(outer.clone());
    }
    let line = there.at(found.node.start);
    fix(rows, header, line);
    // What stands above the header in one stands above it in the other.
    for row in rows.get_mut(whole.start..header).unwrap_or(&mut []) {
        row.allowed = Some(outer.start..line);
    }
    let (last, end) = (whole.end.saturating_sub(1), outer.end.saturating_sub(1));
    if last > header && end > line && closes(lines.get(last)) && closes(there.get(end)) {
        fix(rows, last, end);
    }
}

/// How far the file is indented more where `found` begins.
fn further(there: &Lines, found: &Symbol, lines: &Lines, header: usize) -> isize {
    let columns_of = |line: &str| isize::try_from(columns(indent(line))).unwrap_or(0);
    columns_of(there.get(there.at(found.node.start))) - columns_of(lines.get(header))
}

fn fix(rows: &mut [Row], row: usize, line: usize) {
    if let Some(row) = rows.get_mut(row).filter(|row| matches!(row.kind, RowKind::Line(_))) {
        row.allowed = Some(one(line));
    }
}

fn one(line: usize) -> Range<usize> {
    line..line + 1
}

fn closes(line: &str) -> bool {
    let line = line.trim();
    line.starts_with(['}', ')', ']']) || line.starts_with("</") || line == "end"
}

/// How far the file is indented more than the edit, by lines that stand once in both.
pub(super) fn vote(rows: &[Row], lines: &[Feature]) -> Option<isize> {
    let mut votes: Vec<isize> = Vec::new();
    for row in rows {
        let RowKind::Line(feature) = &row.kind else { continue };
        let mut same = lines.iter().filter(|line| line.loose == feature.loose);
        if feature.weight == Weight::Full
            && let (Some(line), None) = (same.next(), same.next())
        {
            let shift = line.columns.checked_signed_diff(feature.columns);
            votes.extend(shift);
        }
    }
    votes.sort_unstable();
    votes.get(votes.len() / 2).copied()
}
