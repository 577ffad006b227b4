//! Binds the rows of a shortened text to the lines they can be: those of the symbols they are part
//! of.

mod ends;

use std::ops::Range;

use self::ends::{closed, closes, is_gap, is_key_of, is_whole, margin_gap};
use crate::Language;
use crate::align::{Row, RowKind};
use crate::identity::{self, Match, Side};
use crate::line::{Feature, Weight};
use crate::outline::Symbol;
use crate::parts::Parts;
use crate::rules::SymbolKind;
use crate::symbols;
use crate::text::{Lines, columns, indent};

/// What is known of how rows lie.
#[derive(Debug, Default)]
pub(super) struct Bound {
    /// How far the file is indented more.
    pub(super) shift: Option<isize>,
    /// Lines that no mark stands for.
    pub(super) sealed: Vec<Range<usize>>,
    /// Lines that a mark stands for.
    pub(super) marked: Vec<Range<usize>>,
}

/// Binds rows to the lines of the symbols they belong to; tells how far the file is indented more.
pub(super) fn bind(
    rows: &mut [Row],
    (ours, lines): (Side, &Lines),
    (theirs, there): (Side, &Lines),
    matches: &[Match],
    (language, features): (Language, &[Feature]),
) -> Bound {
    let mut shift = None;
    let mut sealed = Vec::new();
    let mut marked = Vec::new();
    for (symbol, found) in ours.outline.symbols.iter().zip(matches) {
        let header = lines.at(symbol.node.start);
        let mut whole = lines.around(&symbol.outer);
        let found = match found {
            Match::Found(place) => theirs.outline.symbols.get(*place),
            Match::Several(_) => continue,
            Match::New => {
                // What is new is nothing that the file has: not a line of it may pass for one. A
                // single line may be an old one under a new name, and what the grammar does not see
                // in a macro or a string may be there for all that.
                // A mark within it stands for something that is there: it is no new thing.
                let has_gap = rows.get(whole.clone()).unwrap_or(&[]).iter().any(is_gap);
                let is_there = matches!(rows.get(header).map(|row| &row.kind), Some(RowKind::Line(ours))
                    if features.iter().any(|theirs| theirs.loose == ours.loose));
                if whole.len() < 2
                    || has_gap
                    || is_there
                    || identity::is_hinted(symbol, ours.text, theirs.text)
                {
                    continue;
                }
                // What stands right above it is as new.
                let above = symbols::above(lines, whole.start, language);
                let first = above
                    .rev()
                    .take_while(|row| rows.get(*row).is_some_and(|row| !is_gap(row)))
                    .last()
                    .unwrap_or(whole.start);
                for row in rows.get_mut(first..whole.end).unwrap_or(&mut []) {
                    row.is_new = true;
                }
                continue;
            }
        };
        let Some(found) = found else { continue };
        let line = there.at(found.node.start);
        if whole.len() == 1 && stands_elsewhere(rows.get(header), line, shift, features) {
            continue;
        }
        // A page parses whatever is left open, and where indentation tells, a mark in the margin
        // may stand for the end of a block as well.
        if matches!(language, Language::Html | Language::Python | Language::Yaml) {
            let end = closed(rows, lines, header);
            whole.end = if language == Language::Html { end } else { end.min(whole.end) };
        }
        if let Some(end) = margin_gap(rows, lines, header, whole.end) {
            let outer = there.around(&found.outer);
            if language == Language::Toml && is_key_of(rows, lines, end, (&outer, features)) {
                // What is new after the mark belongs to the table before it.
                marked.push(outer.clone());
                if let Some(gap) = rows.get_mut(end) {
                    gap.allowed = Some(outer);
                }
            }
            whole.end = end;
        }
        if is_whole(rows, &whole) && symbol.kind != SymbolKind::Element {
            let outer = there.around(&found.outer);
            sealed.push(there.at(found.node.start) + 1..outer.end);
        }
        bind_one(rows, lines, (whole, header), (theirs, found, there));
        shift = shift.or(Some(further(there, found, lines, header)));
    }
    Bound { shift, sealed, marked }
}

/// Whether a row stands as it is, and as deep, among the lines that it may be, but not on `line`,
/// where its name is: then what is set is the same as there, and not what is declared there.
fn stands_elsewhere(
    row: Option<&Row>,
    line: usize,
    shift: Option<isize>,
    features: &[Feature],
) -> bool {
    let Some(Row { kind: RowKind::Line(ours), allowed, .. }) = row else { return false };
    let is_it = |at: &usize| features.get(*at).is_some_and(|one| one.loose == ours.loose);
    let depth = ours.columns.checked_add_signed(shift.unwrap_or(0));
    let is_level = |at: &usize| features.get(*at).map(|one| one.columns) == depth;
    let mut all = allowed.clone().unwrap_or(0..features.len());
    ours.weight == Weight::Full && !is_it(&line) && all.any(|at| is_it(&at) && is_level(&at))
}

/// Whether the tree of an edit and its indentation agree on where things end; where marks stand for
/// brackets, the tree may be sound and wrong.
pub(super) fn is_sound(rows: &[Row], (ours, lines): (Side, &Lines), language: Language) -> bool {
    let depth_of = |symbol: &Symbol| columns(indent(lines.get(lines.at(symbol.node.start))));
    let symbols = &ours.outline.symbols;
    let is_deeper = |(place, symbol): (usize, &Symbol)| {
        let before =
            symbols.get(..place).unwrap_or(&[]).iter().rfind(|one| one.parent == symbol.parent);
        before.is_some_and(|before| depth_of(before) < depth_of(symbol))
    };
    if symbols.iter().enumerate().any(is_deeper) {
        return false;
    }
    if language.is_indented() || language == Language::Html {
        return true;
    }
    ours.outline.symbols.iter().all(|symbol| {
        let whole = lines.around(&symbol.outer);
        let has_gap = rows.get(whole.clone()).unwrap_or(&[]).iter().any(is_gap);
        let (header, last) = (lines.at(symbol.node.start), whole.end.saturating_sub(1));
        let depth = |row: usize| columns(indent(lines.get(row)));
        !has_gap || !closes(lines.get(last)) || last == header || depth(last) == depth(header)
    })
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
    for header in 0..rows.len() {
        let Some(RowKind::Line(feature)) = rows.get(header).map(|row| &row.kind) else { continue };
        let mut same = (0..features.len())
            .filter(|line| features.get(*line).is_some_and(|one| one.loose == feature.loose));
        let (Some(line), None) = (same.next(), same.next()) else { continue };
        let begins = |one: &&Symbol| there.at(one.node.start) == line;
        let Some(found) = theirs.outline.symbols.iter().find(begins) else { continue };
        let is_long = there.around(&found.outer).len() > 2 && found.kind != SymbolKind::Variable;
        if is_long {
            let end = closed(rows, lines, header);
            bind_one(rows, lines, (header..end, header), (theirs, found, there));
            shift = shift.or(Some(further(there, found, lines, header)));
        }
    }
    shift
}

fn bind_one(
    rows: &mut [Row],
    lines: &Lines,
    (whole, header): (Range<usize>, usize),
    (_, found, there): (Side, &Symbol, &Lines),
) {
    let outer = there.around(&found.outer);
    let is_blank =
        |row: &Row| matches!(&row.kind, RowKind::Line(feature) if feature.weight == Weight::Blank);
    let mut whole = whole;
    while whole.end > header + 1 && rows.get(whole.end - 1).is_some_and(is_blank) {
        whole.end -= 1;
    }
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
    let depth = |row: usize| columns(indent(lines.get(row)));
    let is_level = depth(last) == depth(header);
    let ends = |line: &str| closes(line) && !line.trim_end().closes_among("{([:");
    if last > header && end > line && is_level && ends(lines.get(last)) && ends(there.get(end)) {
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
