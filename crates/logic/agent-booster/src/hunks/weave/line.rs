//! One line of a hunk as the file would write it.

use super::Loom;
use crate::indent::carry;
use crate::line::plain;
use crate::merge::merge;
use crate::outcome::{Reason, Refusal};
use crate::text::{columns, indent, is_blank};

impl Loom<'_> {
    /// Line `line`, which row `row` of the hunk means, as `new` wants it.
    pub(super) fn changed(&self, row: usize, line: usize, new: &str) -> Result<String, Refusal> {
        let ours = self.search.get(row).copied().unwrap_or("");
        let theirs = self.file.lines.get(line);
        if ours == theirs {
            return Ok(new.to_owned());
        }
        if is_blank(new) {
            return Ok(String::new());
        }
        let white = if self.is_flat || indent(new) == indent(ours) {
            indent(theirs).to_owned()
        } else {
            carry(indent(new), indent(ours), indent(theirs), self.style, self.file.style())
        };
        let content = |line: &str| line.trim().to_owned();
        let merged = merge(&content(ours), &content(theirs), &content(new));
        let merged = merged.ok_or_else(|| Refusal::because(Reason::Conflict))?;
        let tail = |line: &str| line.get(line.trim_end().len()..).unwrap_or("").to_owned();
        let end = if tail(new) == tail(ours) || tail(ours).is_empty() && tail(new).is_empty() {
            tail(theirs)
        } else if self.has_tails {
            String::new()
        } else {
            tail(new)
        };
        Ok(format!("{white}{merged}{end}"))
    }

    /// A line that is new, in the file's way of writing.
    pub(super) fn fresh(
        &self,
        new: &str,
        before: Option<usize>,
        after: Option<usize>,
        gone: &[(usize, usize)],
    ) -> Result<String, Refusal> {
        let content = new.trim_start_matches([' ', '\t']);
        let content = if self.has_tails { content.trim_end() } else { content };
        let content: String =
            if self.has_curls { plain(content).collect() } else { content.to_owned() };
        if content.trim().is_empty() {
            return Ok(if self.has_tails { String::new() } else { new.to_owned() });
        }
        if self.is_flat {
            return self.flat(&content, before, after);
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
        let white = carry(white, ours, theirs, self.style, self.file.style());
        Ok(format!("{white}{content}"))
    }

    /// A new line of a hunk without any indentation: brackets tell where it belongs.
    fn flat(
        &self,
        content: &str,
        before: Option<usize>,
        after: Option<usize>,
    ) -> Result<String, Refusal> {
        let conflict = || Refusal::because(Reason::Conflict);
        let above = before.map(|line| self.file.lines.get(line));
        let below = after.map(|line| self.file.lines.get(line));
        let white = match (above, below) {
            (Some(above), Some(below)) if indent(above) == indent(below) => indent(above),
            (Some(above), Some(below)) if above.trim_end().ends_with(['{', '(', '[', ':']) => {
                indent(below)
            }
            (Some(above), Some(below))
                if below.trim_start().starts_with(['}', ')', ']'])
                    && !content.trim_end().ends_with(['{', '(', '[']) =>
            {
                indent(above)
            }
            _ => return Err(conflict()),
        };
        Ok(format!("{white}{content}"))
    }
}
