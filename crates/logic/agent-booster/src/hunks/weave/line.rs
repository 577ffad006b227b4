//! One line of a hunk as the file would write it.

use std::cmp::Ordering;

use super::Loom;
use crate::indent::carry;
use crate::merge::merge;
use crate::outcome::{Reason, Refusal, Refused};
use crate::parts::Parts;
use crate::text::{columns, indent, is_blank};
use crate::write::{both, joined};

impl Loom<'_> {
    /// Line `line`, which row `row` of the hunk means, as `new` wants it.
    pub(super) fn changed(&self, row: usize, line: usize, new: &str) -> Result<String, Refused> {
        let ours = self.search.get(row).copied().unwrap_or("");
        let theirs = self.file.lines.get(line);
        if self.placement.doubt.is_none() || (ours == theirs && indent(ours) == indent(new)) {
            return Ok(new.to_owned());
        }
        if is_blank(new) {
            return Ok(String::new());
        }
        if self.is_flat && shape(ours) != shape(new) {
            return Err(Refusal::because(Reason::Conflict));
        }
        let white = if self.is_flat || indent(new) == indent(ours) {
            indent(theirs).to_owned()
        } else {
            carry(indent(new), indent(ours), indent(theirs), self.style, self.file.style())
        };
        // Where the hunk's quotes are a typographer's and the line's are not, none of them counts.
        let is_curly = self.has_curls && curls(theirs) == 0;
        let content = |line: &str| {
            let line = line.trim();
            if is_curly { straight(line) } else { line.to_owned() }
        };
        let merged = merge(&content(ours), &content(theirs), &content(new));
        if is_odd(&white) && !is_odd(indent(theirs)) && !is_odd(indent(new)) {
            return Err(Refusal::because(Reason::Conflict));
        }
        let merged = merged.ok_or_else(|| Refusal::because(Reason::Conflict))?;
        let tail = |line: &str| line.get(line.trim_end().len()..).unwrap_or("").to_owned();
        let end = if tail(new) == tail(ours) || tail(ours).is_empty() && tail(new).is_empty() {
            tail(theirs)
        } else if self.has_tails {
            String::new()
        } else {
            tail(new)
        };
        Ok(joined(&[&white, &merged, &end]))
    }

    /// A line that is new, in the file's way of writing.
    pub(super) fn fresh(
        &self,
        new: &str,
        before: Option<usize>,
        after: Option<usize>,
        gone: &[(usize, usize)],
    ) -> Result<String, Refused> {
        if self.placement.doubt.is_none() {
            return Ok(new.to_owned());
        }
        let content = new.bare_start(" \t");
        let content = if self.has_tails { content.trim_end() } else { content };
        if self.has_curls && curls(content) > 0 && self.has_own_curls() {
            return Err(Refusal::because(Reason::Conflict));
        }
        let content: String = if self.has_curls { straight(content) } else { content.to_owned() };
        if content.trim().is_empty() {
            return Ok(if self.has_tails { String::new() } else { new.to_owned() });
        }
        let content = self.known(&content)?.unwrap_or(content);
        if self.is_flat {
            return self.flat(&content, before, after, gone);
        }
        let white = indent(new);
        let near = before.or(after).or(gone.first().map(|(_, line)| *line)).unwrap_or(0);
        // The row of the hunk that is indented most like it shows how the file does it.
        let known = self.search.iter().zip(&self.placement.pairs).filter_map(|(ours, line)| {
            let line = line.filter(|_| !is_blank(ours))?;
            let off = columns(indent(ours)).abs_diff(columns(white));
            Some((off, line.abs_diff(near), indent(ours), indent(self.file.lines.get(line))))
        });
        let Some((_, _, ours, theirs)) = known.min_by_key(|known| (known.0, known.1)) else {
            return Ok(new.to_owned());
        };
        let there = carry(white, ours, theirs, self.style, self.file.style());
        if is_odd(&there) && !is_odd(theirs) && !is_odd(white) {
            return Err(Refusal::because(Reason::Conflict));
        }
        Ok(both(&there, &content))
    }

    /// Whether the file has a typographer's quotes where the hunk is.
    fn has_own_curls(&self) -> bool {
        let lines = self.placement.pairs.iter().flatten();
        lines.into_iter().any(|line| curls(self.file.lines.get(*line)) > 0)
    }

    /// What the file has for a line that the hunk only moves: the line as it is there, not as the
    /// hunk remembers it.
    fn known(&self, content: &str) -> Result<Option<String>, Refused> {
        let rows = self.search.iter().zip(&self.placement.pairs);
        let mut same = rows
            .filter(|(ours, _)| ours.trim() == content.trim() && content.trim().len() > 2)
            .filter_map(|(_, line)| line.map(|line| self.file.lines.get(line).trim()));
        let Some(first) = same.next() else { return Ok(None) };
        if same.any(|other| other != first) {
            return Err(Refusal::because(Reason::Conflict));
        }
        Ok(Some(first.to_owned()))
    }

    /// A new line of a hunk without any indentation: it stands where its neighbors stand, if it opens
    /// and closes nothing.
    fn flat(
        &self,
        content: &str,
        before: Option<usize>,
        after: Option<usize>,
        gone: &[(usize, usize)],
    ) -> Result<String, Refused> {
        let conflict = || Refusal::because(Reason::Conflict);
        let closes = |line: &str| line.trim_start().opens_among("})]");
        let opens = |line: &str| line.trim_end().closes_among("{([:\\");
        if shape(content) != 0 || closes(content) || opens(content) || content.opens_among(".<|&?-")
        {
            return Err(conflict());
        }
        let mut levels = gone.iter().map(|(_, line)| indent(self.file.lines.get(*line)));
        if let Some(first) = levels.next() {
            return if levels.all(|other| other == first) {
                Ok(both(first, content))
            } else {
                Err(conflict())
            };
        }
        let above = before.map(|line| self.file.lines.get(line));
        let below = after.map(|line| self.file.lines.get(line));
        // At an end of the hunk the one neighbor tells, where it opens and closes nothing.
        let is_step =
            |line: &str| shape(line) == 0 && !opens(line) && !closes(line) && !is_blank(line);
        if let (Some(one), None) | (None, Some(one)) = (above, below)
            && is_step(one)
        {
            return Ok(both(indent(one), content));
        }
        let (Some(above), Some(below)) = (above, below) else { return Err(conflict()) };
        let white = match columns(indent(above)).cmp(&columns(indent(below))) {
            Ordering::Equal
                if !opens(above) && !closes(below) && !is_blank(above) && !is_blank(below) =>
            {
                indent(above)
            }
            Ordering::Less if opens(above) && !closes(below) => indent(below),
            Ordering::Greater if closes(below) && !opens(above) => indent(above),
            _ => return Err(conflict()),
        };
        Ok(both(white, content))
    }
}

/// How many more brackets `line` opens than it closes.
pub(super) fn shape(line: &str) -> i32 {
    line.chars().fold(0, |depth, c| {
        depth + i32::from(matches!(c, '(' | '[' | '{')) - i32::from(matches!(c, ')' | ']' | '}'))
    })
}

/// Whether white space is made of both tabs and spaces.
fn is_odd(white: &str) -> bool {
    white.has("\t") && white.has(" ")
}

/// How many quotes `line` has that no keyboard has.
pub(super) fn curls(line: &str) -> usize {
    line.chars().filter(|c| matches!(c, '\u{2018}' | '\u{2019}' | '\u{201c}' | '\u{201d}')).count()
}

/// `line` with the quotes of a keyboard.
pub(super) fn straight(line: &str) -> String {
    let single = line.swapped("\u{2018}", "'").swapped("\u{2019}", "'");
    single.swapped("\u{201c}", "\"").swapped("\u{201d}", "\"")
}
