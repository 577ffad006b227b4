//! The rows of a shortened text, and what is known of where they belong.

use crate::Language;
use crate::align::{Row, RowKind};
use crate::file::File;
use crate::line::{Feature, Weight};
use crate::list::{Listed, Longer};
use crate::marker::{Mark, mark};
use crate::parts::Parts;
use crate::text::{columns, indent};
use crate::write::{both, joined, strung};

/// A shortened text, read.
#[derive(Debug)]
pub(crate) struct Read {
    /// Its lines; a mark is a comment of the language.
    pub(crate) text: String,
    /// Whether each line is a mark.
    pub(crate) marks: Vec<bool>,
}

/// What a mark is that the file has as well: a mark all the same, since what it stands for stays, be
/// it the line itself; or a line like any other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Own {
    Marks,
    Text,
}

/// Whether any line of `text` is a mark, or holds one.
pub(crate) fn has_marks(text: &str, file: &File, own: Own) -> bool {
    text.rows().any(|line| is_mark(line, file, own))
}

/// Whether `line` is a mark, or holds one.
fn is_mark(line: &str, file: &File, own: Own) -> bool {
    let is_there = || file.lines.iter().any(|there| there.trim() == line.trim());
    match mark(line) {
        Mark::None | Mark::Doubtful => false,
        // In Python three dots alone are code, and in YAML they end a document; in a text that has
        // them they are what they are.
        Mark::Whole
            if !line.chars().any(char::is_alphabetic) && !line.trim().opens_among("/#<{-") =>
        {
            !matches!(file.language, Language::Python | Language::Yaml) && !is_there()
        }
        Mark::Whole => own == Own::Marks || !is_there(),
        // Beside code it may be a remark like any other.
        Mark::Within(..) => file.language != Language::Markdown && !is_there(),
    }
}

/// A line of `text` that may be a mark or a remark, and that the file has not.
pub(crate) fn doubtful<'a>(text: &'a str, file: &File) -> Option<&'a str> {
    let is_new = |line: &&str| !file.lines.iter().any(|there| there.trim() == line.trim());
    text.rows().filter(|line| mark(line) == Mark::Doubtful).find(is_new)
}

/// Reads `text`, in which lines may be marks or hold them.
pub(crate) fn read(text: &str, file: &File, own: Own) -> Read {
    let (open, close) = file.language.comment().unwrap_or(("", ""));
    let mut lines = Vec::new();
    let mut marks = Vec::new();
    let stand_in = |white: &str| joined(&[white, open, " stays ", close]);
    for line in text.bare_end("\n").rows() {
        let white = indent(line);
        match mark(line) {
            Mark::Whole if is_mark(line, file, own) => {
                lines.push(stand_in(white));
                marks.push(true);
            }
            Mark::Within(before, after) if is_mark(line, file, own) => {
                if !before.is_empty() {
                    lines.push(both(white, &before));
                    marks.push(false);
                }
                let deeper = if before.is_empty() { white.to_owned() } else { both(white, " ") };
                lines.push(stand_in(&deeper));
                marks.push(true);
                if !after.is_empty() {
                    lines.push(both(white, &after));
                    marks.push(false);
                }
            }
            Mark::None | Mark::Doubtful | Mark::Whole | Mark::Within(..) => {
                lines.push(line.to_owned());
                marks.push(false);
            }
        }
    }
    let mut text = strung(&lines, "\n");
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
    read.text.rows().zip(&read.marks).map(row).list()
}

/// `rows` with what stays before the first and after the last, where no mark says so.
pub(super) fn edged(rows: Vec<Row>) -> Vec<Row> {
    let edge = || Row { kind: RowKind::Edge, allowed: None, is_new: false };
    let mut all = vec![edge()];
    all.add(rows);
    all.push(edge());
    all
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
            votes.add(shift);
        }
    }
    crate::common::sort(&mut votes);
    votes.get(votes.len() / 2).copied()
}
