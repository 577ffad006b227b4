//! Writes the rows of an edit in the file's own way.

use std::ops::Range;

use super::super::rows::Read;
use super::level::Levels;
use crate::align::{Fate, Row, RowKind};
use crate::file::File;
use crate::indent::{Style, carry};
use crate::line::{Feature, Weight, plain};
use crate::list::Listed;
use crate::parts::Parts as _;
use crate::text::{columns, indent, is_blank};
use crate::write::both;

/// What is needed to write the rows of an edit as the file writes.
pub(super) struct Emitter<'a> {
    pub(super) lines: &'a [&'a str],
    pub(super) rows: &'a [Row],
    pub(super) fates: &'a [Fate],
    pub(super) file: &'a File<'a>,
    pub(super) style: Style,
    pub(super) levels: Levels,
    /// Whether the edit has empty lines where the file has them.
    pub(super) has_blanks: bool,
}

impl Emitter<'_> {
    pub(super) fn feature(&self, row: usize) -> Option<&Feature> {
        match self.rows.get(row).map(|row| &row.kind) {
            Some(RowKind::Line(feature)) => Some(feature),
            _ => None,
        }
    }

    pub(super) fn line(&self, row: usize) -> &str {
        self.lines.get(row).copied().unwrap_or("")
    }

    /// Whether a row is a line of the file as it is.
    pub(super) fn is_same(&self, row: usize) -> bool {
        let Some(Fate::Pair(line)) = self.fates.get(row) else { return false };
        let there = self.file.features().get(*line);
        self.feature(row).zip(there).is_some_and(|(ours, theirs)| ours.loose == theirs.loose)
    }

    /// Whether a row is beyond doubt a line of the file, changed.
    fn is_kin(&self, row: usize) -> bool {
        let Some(Fate::Pair(line)) = self.fates.get(row) else { return false };
        let there = self.file.features().get(*line);
        self.feature(row).zip(there).is_some_and(|(ours, theirs)| {
            (ours.key != 0 && ours.key == theirs.key) || ours.likeness(theirs) >= 0.6
        })
    }

    /// How many of the nearest rows that say something, up to two, are lines of the file as they
    /// are: at `row` and after, or before it. What is new is passed over.
    pub(super) fn shown(&self, row: usize, way: isize) -> usize {
        let mut found = 0;
        let mut at = if way < 0 { row.checked_sub(1) } else { Some(row) };
        while let Some(row) = at {
            let is_full = match self.rows.get(row).map(|row| &row.kind) {
                Some(RowKind::Line(feature)) => feature.weight == Weight::Full,
                _ => break,
            };
            let is_new = matches!(self.fates.get(row), Some(Fate::New(_)));
            if is_full && !is_new {
                if !self.is_same(row) && !self.is_kin(row) {
                    break;
                }
                found += 1;
                if found == 2 {
                    break;
                }
            }
            at = row.checked_add_signed(way);
        }
        found
    }

    /// Whether empty lines that the edit leaves out stay: what stands round them does.
    pub(super) fn stays_blank(&self, lines: Range<usize>, row: usize) -> bool {
        let before = row.checked_sub(1);
        !self.has_blanks
            && lines.clone().all(|line| is_blank(self.file.lines.get(line)))
            && self.is_same(row)
            && before.is_some_and(|before| self.is_same(before))
    }

    /// Whether a new row is to come: an empty one between lines that stay as they are is not.
    pub(super) fn is_wanted(&self, row: usize) -> bool {
        if self.feature(row).is_none_or(|feature| feature.weight != Weight::Blank) {
            return true;
        }
        let neighbor = |way: isize| {
            let mut at = row.checked_add_signed(way);
            while let Some(here) = at {
                match (self.feature(here), self.fates.get(here)) {
                    (Some(feature), Some(fate)) if feature.weight != Weight::Blank => {
                        return Some(matches!(fate, Fate::New(_)));
                    }
                    (None, _) => return None,
                    _ => at = here.checked_add_signed(way),
                }
            }
            None
        };
        // Beside a mark it separates only what is new.
        match (neighbor(-1), neighbor(1)) {
            (Some(_), Some(_)) => true,
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => false,
        }
    }

    /// The text of `row`, which is line `line`; nothing if the line stays as it is.
    pub(super) fn changed(&self, row: usize, line: usize) -> Option<String> {
        let there = self.file.features().get(line)?;
        let ours = self.feature(row)?;
        let text = self.line(row);
        let near = self.file.lines.get(line);
        if ours.loose == there.loose {
            // The same line deeper or less deep was moved; with other spaces in it, it was changed.
            let is_typed = is_typed(text.trim(), near.trim());
            if self.levels.is_level(row) {
                return (!is_typed).then(|| both(indent(near), text.trim()));
            }
            let content = if is_typed { near.trim() } else { text.trim() };
            return Some(both(&self.white(row), content));
        }
        if ours.bare == there.bare && !self.decides_comma(row) {
            return None;
        }
        let white = if columns(indent(text)) == columns(indent(near)) {
            indent(near).to_owned()
        } else {
            self.white(row)
        };
        Some(both(&white, text.bare_start(" \t")))
    }

    /// Whether the edit says how the line ends: it does where it shows what follows.
    pub(super) fn decides_comma(&self, row: usize) -> bool {
        let next = self.fates.iter().enumerate().skip(row + 1).find(|(next, _)| {
            self.feature(*next).is_none_or(|feature| feature.weight != Weight::Blank)
        });
        !matches!(next, Some((_, Fate::Gap(_))))
    }

    pub(super) fn fresh(&self, row: usize) -> String {
        let text = self.line(row);
        if is_blank(text) {
            return String::new();
        }
        both(&self.white(row), text.bare_start(" \t"))
    }

    /// The white space before a new row: as the file has it where the edit has the same.
    pub(super) fn white(&self, row: usize) -> String {
        let white = indent(self.line(row));
        let known = self.fates.iter().enumerate().filter_map(|(other, fate)| {
            let Fate::Pair(line) = fate else { return None };
            if !self.feature(other).is_some_and(|feature| feature.weight != Weight::Blank) {
                return None;
            }
            if !self.levels.tells(other, row) {
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

/// Whether two lines that say the same differ at most by what typing and copying do to them.
fn is_typed(ours: &str, theirs: &str) -> bool {
    ours.has("\t") != theirs.has("\t") || plain(ours).eq(plain(theirs))
}

/// How the edit is indented, where its lines show that it is not as the file is.
pub(super) fn style(read: &Read, fates: &[Fate], file: &File) -> Style {
    let lines: Vec<&str> = std::iter::once("").chain(read.text.rows()).list();
    let pairs = fates.iter().zip(&lines).filter_map(|(fate, ours)| match fate {
        Fate::Pair(line) => Some((*ours, file.lines.get(*line))),
        _ => None,
    });
    let same = pairs.filter(|(ours, theirs)| ours.squeezed() == theirs.squeezed());
    let mut pairs = same.map(|(ours, theirs)| (indent(ours), indent(theirs)));
    Style::of_edit(&mut read.text.rows(), &mut pairs, file.style())
}
