//! Moves a piece of code to where it shall stand: deeper or less deep, in the file's white space.

use std::ops::Range;

use super::piece::Piece;
use crate::file::File;
use crate::indent::{Style, carry};
use crate::list::Listed;
use crate::outline::{Outline, Symbol};
use crate::parts::Parts;
use crate::text::{LineEnd, Lines, columns, indent, is_blank};

/// The symbol whose place the piece takes.
pub(super) struct Known<'a> {
    pub(super) file: &'a File<'a>,
    pub(super) symbol: &'a Symbol,
    pub(super) outline: &'a Outline,
}

/// The bytes `from` of `piece` for a place where the first line is indented by `target`. The first
/// line comes without white space before it.
pub(super) fn moved(
    piece: &Piece,
    from: &Range<usize>,
    target: &str,
    file: &File,
    known: Option<&Known>,
) -> String {
    let lines = Lines::of(&piece.text);
    let own = lines.around(from);
    let base = base(piece, &lines, &own, target, file, known);
    let style = file.style();
    let edit = edit_style(piece, &lines, &own, file, known);
    let end = known.map_or_else(
        || LineEnd::of(file.text),
        |known| file.line_end(file.lines.at(known.symbol.outer.start)),
    );
    let is_verbatim = |line: usize| {
        let start = lines.start(line);
        piece.outline.verbatim.iter().any(|range| range.start < start && start < range.end)
    };
    let mut text = String::with_capacity(from.len() + own.len() * target.len());
    for line in own.clone() {
        let content = piece
            .text
            .get(lines.start(line).max(from.start)..lines.end(line).min(from.end))
            .unwrap_or("");
        if line == own.start {
            text.push_str(content);
            continue;
        }
        text.push_str(end.text());
        if is_blank(content) {
            text.push_str(if is_verbatim(line) || base == target { content } else { "" });
            continue;
        }
        if is_verbatim(line) && base != target {
            let there = known.and_then(|known| verbatim_line(known, content));
            if let Some(there) = there {
                text.push_str(there);
                continue;
            }
        }
        let white = indent(content);
        if base == target && edit.has_tabs == style.has_tabs {
            text.push_str(content);
            continue;
        }
        if columns(white) < columns(&base) {
            text.push_str(if target == base { white } else { target });
        } else {
            text.push_str(&carry(white, &base, target, edit, style));
        }
        text.push_str(content.bare_start(" \t"));
    }
    text
}

/// How many lines are compared to see how a piece is indented.
const MOST_COMPARED: usize = 200;

/// How the piece is indented: as the file, unless lines that both have, or all of both, say else.
fn edit_style(
    piece: &Piece,
    lines: &Lines,
    own: &Range<usize>,
    file: &File,
    known: Option<&Known>,
) -> Style {
    let style = file.style();
    let Some(known) = known else {
        let edit = Style::of(&mut piece.text.rows());
        let has_both = file.lines.iter().any(|line| line.opens("  "))
            && file.lines.iter().any(|line| line.opens("\t"));
        let has_tabs = if has_both { style.has_tabs } else { edit.has_tabs };
        let is_indented = piece.text.rows().any(|line| line.opens_among(" \t"));
        return Style { has_tabs: if is_indented { has_tabs } else { style.has_tabs }, ..edit };
    };
    let pairs = shared(lines, own, known);
    Style::of_edit(&mut piece.text.rows(), &mut pairs.into_iter(), style)
}

/// The white space before the lines that a piece and the symbol whose place it takes have once
/// each: in the piece, and in the file.
fn shared<'a>(lines: &Lines<'a>, own: &Range<usize>, known: &Known<'a>) -> Vec<(&'a str, &'a str)> {
    let there = known.file.lines.around(&known.symbol.node);
    let theirs: Vec<&str> =
        there.skip(1).take(MOST_COMPARED).map(|line| known.file.lines.get(line)).list();
    let ours: Vec<&str> =
        own.clone().skip(1).take(MOST_COMPARED).map(|line| lines.get(line)).list();
    let once = |all: &[&'a str], line: &str| {
        let mut same = all.iter().filter(|other| other.trim() == line.trim());
        same.next().copied().filter(|_| same.next().is_none())
    };
    let pair = |line: &&'a str| {
        line.chars().any(char::is_alphanumeric).then_some(())?;
        Some((indent(once(&ours, line)?), indent(once(&theirs, line)?)))
    };
    ours.iter().filter_map(pair).list()
}

/// The white space in the piece that stands for the target: that of the line that closes it, or of
/// its first line, unless that has lost its own.
fn base(
    piece: &Piece,
    lines: &Lines,
    own: &Range<usize>,
    target: &str,
    file: &File,
    known: Option<&Known>,
) -> String {
    let first = indent(lines.get(own.start));
    let last = lines.get(own.end - 1);
    let end = last.trim_start();
    let closes = end.opens_among("})]") || end.opens("</");
    if own.len() > 1 && closes && !file.language.is_indented() {
        return indent(last).to_owned();
    }
    // What both have tells whether all but the first line stands where it belongs.
    if let Some(known) = known
        && columns(first) < columns(target)
    {
        let pairs = shared(lines, own, known);
        let more = columns(target) - columns(first);
        let stand = |by: usize| {
            pairs.iter().filter(|(ours, theirs)| columns(ours) + by == columns(theirs)).count()
        };
        if stand(0) != stand(more) {
            return if stand(0) > stand(more) { target } else { first }.to_owned();
        }
    }
    let margin = |lines: &Lines, range: Range<usize>, verbatim: &[Range<usize>]| {
        let outside = |line: &usize| {
            let start = lines.start(*line);
            !is_blank(lines.get(*line))
                && !verbatim.iter().any(|range| range.start < start && start < range.end)
        };
        range.filter(outside).map(|line| columns(indent(lines.get(line)))).min()
    };
    let ours = margin(lines, own.start + 1..own.end, &piece.outline.verbatim);
    let theirs = known.and_then(|known| {
        let there = known.file.lines.around(&known.symbol.node);
        margin(&known.file.lines, there.start + 1..there.end, &known.outline.verbatim)
    });
    // The first line has lost its white space, and the rest stands where it belongs.
    if let Some(ours) = ours
        && columns(first) < columns(target)
    {
        let stands = theirs.map_or(
            ours > columns(target) && ours <= columns(target) + file.style().unit,
            |theirs| theirs == ours,
        );
        if stands
            && ours > columns(first) + file.style().unit.min(Style::of(&mut lines.iter()).unit)
        {
            return target.to_owned();
        }
        if stands && theirs.is_some() && columns(first) == 0 && ours > columns(target) {
            return target.to_owned();
        }
    }
    first.to_owned()
}

/// The line of the file's own text that says the same as `content`, where white space is content.
fn verbatim_line<'a>(known: &Known<'a>, content: &str) -> Option<&'a str> {
    let lines = known.file.lines.around(&known.symbol.node);
    let inside = |line: &usize| {
        let start = known.file.lines.start(*line);
        known.outline.verbatim.iter().any(|range| range.start < start && start < range.end)
    };
    let mut same = lines
        .filter(inside)
        .map(|line| known.file.lines.get(line))
        .filter(|line| line.trim() == content.trim());
    let first = same.next()?;
    same.all(|other| other == first).then_some(first)
}
