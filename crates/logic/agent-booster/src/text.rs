//! A text as lines that know where they lie.

use crate::common::line_feeds;
use crate::parts::Parts;
use std::ops::Range;

/// The lines of a text.
#[derive(Debug)]
pub(crate) struct Lines<'a> {
    /// The text itself.
    pub(crate) text: &'a str,
    /// Where each line begins and where its content ends; the end of the line is not content.
    spans: Vec<(usize, usize)>,
}

/// What ends a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineEnd {
    Lf,
    CrLf,
}

impl LineEnd {
    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::Lf => "\n",
            Self::CrLf => "\r\n",
        }
    }

    /// What ends most lines of `text`.
    pub(crate) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut with = 0_usize;
        let mut all = 0_usize;
        for at in line_feeds(text) {
            all += 1;
            with += usize::from(at > 0 && bytes.get(at - 1) == Some(&b'\r'));
        }
        if with * 2 > all { Self::CrLf } else { Self::Lf }
    }
}

impl<'a> Lines<'a> {
    /// Cuts `text`; a text that ends with the end of a line has no empty line after it.
    pub(crate) fn of(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let mut spans = Vec::with_capacity(bytes.len() / 24 + 1);
        let mut start = 0;
        for at in line_feeds(text) {
            let is_crlf = at > start && bytes.get(at - 1) == Some(&b'\r');
            spans.push((start, at - usize::from(is_crlf)));
            start = at + 1;
        }
        if start < bytes.len() {
            spans.push((start, bytes.len()));
        }
        Self { text, spans }
    }

    pub(crate) fn len(&self) -> usize {
        self.spans.len()
    }

    /// The content of line `index`, without its end; empty past the last.
    pub(crate) fn get(&self, index: usize) -> &'a str {
        let span = self.spans.get(index).copied().unwrap_or((self.text.len(), self.text.len()));
        self.text.get(span.0..span.1).unwrap_or("")
    }

    /// Where line `index` begins; past the last, the end of the text.
    pub(crate) fn start(&self, index: usize) -> usize {
        self.spans.get(index).map_or(self.text.len(), |span| span.0)
    }

    /// Where the content of line `index` ends.
    pub(crate) fn end(&self, index: usize) -> usize {
        self.spans.get(index).map_or(self.text.len(), |span| span.1)
    }

    /// The line that holds byte `at`.
    pub(crate) fn at(&self, at: usize) -> usize {
        self.spans.partition_point(|span| span.0 <= at).saturating_sub(1)
    }

    /// The bytes of the lines `range`, their ends included.
    pub(crate) fn bytes(&self, range: Range<usize>) -> Range<usize> {
        self.start(range.start)..self.start(range.end)
    }

    /// The lines that touch the bytes `range`; at least one.
    pub(crate) fn around(&self, range: &Range<usize>) -> Range<usize> {
        let first = self.at(range.start);
        first..self.at(range.end.max(range.start + 1) - 1) + 1
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &'a str> + '_ {
        (0..self.len()).map(|index| self.get(index))
    }
}

/// The white space a line begins with.
pub(crate) fn indent(line: &str) -> &str {
    let rest = line.bare_start(" \t");
    line.get(..line.len() - rest.len()).unwrap_or("")
}

/// The beginning of `text`, of at most `length` bytes.
pub(crate) fn cut_off(text: &str, length: usize) -> &str {
    let mut end = length.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

pub(crate) fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

/// How far a line is indented, in columns; a tab reaches to the next multiple of four.
pub(crate) fn columns(indent: &str) -> usize {
    indent
        .bytes()
        .fold(0, |column, byte| if byte == b'\t' { column / 4 * 4 + 4 } else { column + 1 })
}
