//! The text that is edited, and what is known of it.

use std::cell::OnceCell;
use std::ops::Range;

use crate::Language;
use crate::indent::Style;
use crate::line::Feature;
use crate::list::Listed;
use crate::outcome::Touched;
use crate::parts::Parts;
use crate::text::{LineEnd, Lines};
use crate::write::{digits, joined, numbered};

/// The text that is edited.
pub(crate) struct File<'a> {
    pub(crate) language: Language,
    pub(crate) text: &'a str,
    pub(crate) lines: Lines<'a>,
    features: OnceCell<Vec<Feature>>,
    style: OnceCell<Style>,
}

/// What takes the place of some bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Splice {
    pub(crate) range: Range<usize>,
    pub(crate) text: String,
    /// What it touches, in words.
    pub(crate) what: String,
}

impl<'a> File<'a> {
    pub(crate) fn of(text: &'a str, language: Language) -> Self {
        let lines = Lines::of(text);
        Self { language, text, lines, features: OnceCell::new(), style: OnceCell::new() }
    }

    /// What is compared of each line.
    pub(crate) fn features(&self) -> &[Feature] {
        self.features.get_or_init(|| self.lines.iter().map(Feature::of).list())
    }

    /// How it is indented.
    pub(crate) fn style(&self) -> Style {
        *self.style.get_or_init(|| Style::of(&mut self.lines.iter()))
    }

    /// What ends line `at`, or the line before where it ends the text.
    pub(crate) fn line_end(&self, at: usize) -> LineEnd {
        let end_of = |at: usize| {
            self.text
                .get(self.lines.end(at)..self.lines.start(at + 1))
                .filter(|end| !end.is_empty())
        };
        let near = end_of(at).or_else(|| end_of(at.checked_sub(1)?));
        match near {
            Some("\r\n") => LineEnd::CrLf,
            Some(_) => LineEnd::Lf,
            None => LineEnd::of(self.text),
        }
    }

    fn ends_with_line_end(&self) -> bool {
        self.text.is_empty() || self.text.closes("\n")
    }

    /// Puts `new` in the place of the lines `range`; how the file ends stays as it is.
    pub(crate) fn replace_lines(&self, range: Range<usize>, new: &[String]) -> Splice {
        let end = self.line_end(range.start).text();
        let mut bytes = self.lines.bytes(range.clone());
        let mut text = String::with_capacity(new.iter().map(|line| line.len() + end.len()).sum());
        for line in new {
            text.push_str(line);
            text.push_str(end);
        }
        let at_end = range.end >= self.lines.len();
        if at_end && !self.ends_with_line_end() {
            text.truncate(text.len().saturating_sub(if new.is_empty() { 0 } else { end.len() }));
            if range.start >= self.lines.len() {
                text.insert_str(0, end);
            } else if new.is_empty() && range.start > 0 {
                bytes.start = self.lines.end(range.start - 1);
            }
        }
        let what = match range.len() {
            0 => numbered("before line ", range.start + 1),
            1 => numbered("line ", range.start + 1),
            _ => {
                let first = numbered("lines ", range.start + 1);
                joined(&[&first, " to ", &digits(range.end)])
            }
        };
        Splice { range: bytes, text, what }
    }
}

/// Sorts `splices` and says whether they leave each other alone.
pub(crate) fn arrange(splices: &mut Vec<Splice>) -> bool {
    splices.retain(|splice| !(splice.range.is_empty() && splice.text.is_empty()));
    // Nearly in order already, most of the time.
    for last in 1..splices.len() {
        for at in (0..last).rev() {
            let key = |at: usize| splices.get(at).map(|one| (one.range.start, one.range.end));
            if key(at) <= key(at + 1) {
                break;
            }
            splices.swap(at, at + 1);
        }
    }
    splices.windows(2).all(|pair| match pair {
        [first, second] => first.range.end <= second.range.start,
        _ => true,
    })
}

/// The text after `splices`, which are in order and apart.
pub(crate) fn spliced(text: &str, splices: &[Splice]) -> String {
    let added: usize = splices.iter().map(|splice| splice.text.len()).sum();
    let mut after = String::with_capacity(text.len() + added);
    let mut at = 0;
    for splice in splices {
        after.push_str(text.get(at..splice.range.start).unwrap_or(""));
        after.push_str(&splice.text);
        at = splice.range.end;
    }
    after.push_str(text.get(at..).unwrap_or(""));
    after
}

/// What `splices`, which are in order and apart, touch: before and after.
pub(crate) fn touched(splices: &[Splice]) -> Vec<Touched> {
    let mut added = 0;
    let mut taken = 0;
    let touch = |splice: &Splice| {
        let start = splice.range.start + added - taken;
        added += splice.text.len();
        taken += splice.range.len();
        let after = start..start + splice.text.len();
        Touched { what: splice.what.clone(), before: splice.range.clone(), after }
    };
    splices.iter().map(touch).list()
}

/// Whether the bytes outside of what was touched are the same before and after.
pub(crate) fn is_kept(before: &str, after: &str, touched: &[Touched]) -> bool {
    let (mut old, mut new) = (0, 0);
    for one in touched {
        if before.get(old..one.before.start) != after.get(new..one.after.start) {
            return false;
        }
        (old, new) = (one.before.end, one.after.end);
    }
    before.get(old..) == after.get(new..)
}
