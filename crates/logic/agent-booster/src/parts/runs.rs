//! What a text is made of, one after the other: lines, and runs of characters.

use super::Parts;

/// Lines that are still to come.
#[derive(Clone, Debug)]
pub(crate) struct Rows<'a>(&'a str);

impl<'a> Rows<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self(text)
    }
}

impl<'a> Iterator for Rows<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        if self.0.is_empty() {
            return None;
        }
        let (row, rest) = self.0.cut("\n").unwrap_or((self.0, ""));
        let is_last = row.len() == self.0.len();
        self.0 = rest;
        Some(if is_last { row } else { row.until("\r").unwrap_or(row) })
    }
}

/// Runs that are still to come.
#[derive(Clone, Debug)]
pub(crate) struct Runs<'a> {
    rest: &'a str,
    within: fn(char) -> bool,
}

impl<'a> Runs<'a> {
    pub(super) fn of(text: &'a str, within: fn(char) -> bool) -> Self {
        Self { rest: text, within }
    }
}

impl<'a> Iterator for Runs<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let start = self.rest.char_indices().find(|(_, c)| (self.within)(*c))?.0;
        let run = self.rest.get(start..)?;
        let end = run.char_indices().find(|(_, c)| !(self.within)(*c));
        let end = end.map_or(run.len(), |(at, _)| at);
        self.rest = run.get(end..)?;
        run.get(..end)
    }
}
