//! Lines that only come, and where they go where the hunk has lost what stands between.

use super::{Block, Loom};
use crate::Language;
use crate::file::Splice;
use crate::line::Feature;
use crate::outcome::{Reason, Refusal, Refused};
use crate::text::is_blank;

impl Loom<'_> {
    /// Lines that only come.
    pub(super) fn add(
        &self,
        block: &Block,
        before: Option<usize>,
        after: Option<usize>,
    ) -> Result<Splice, Refused> {
        let at = match (before, after) {
            (Some(before), Some(after)) if before + 1 == after => after,
            (Some(before), Some(after)) => self.between(block, before, after)?,
            (Some(before), None) => before + 1,
            (None, Some(after)) => after,
            (None, None) => self.placement.lines.end,
        };
        let mut lines = Vec::with_capacity(block.new.len());
        for line in &block.new {
            lines.push(self.fresh(line, before, after, &[])?);
        }
        Ok(self.file.replace_lines(at..at, &lines))
    }

    /// Where to put lines between two that are not neighbors in the file: the hunk has lost what
    /// stands between.
    fn between(&self, block: &Block, before: usize, after: usize) -> Result<usize, Refused> {
        let conflict = || Refusal::because(Reason::Conflict);
        if !(before + 1..after).all(|line| is_blank(self.file.lines.get(line))) {
            return Err(conflict());
        }
        let feature = |line: usize| self.file.features().get(line).cloned();
        let (above, below) = feature(before).zip(feature(after)).ok_or_else(conflict)?;
        let first = block.new.iter().find(|line| !is_blank(line)).ok_or_else(conflict)?;
        let last = block.new.iter().rfind(|line| !is_blank(line)).ok_or_else(conflict)?;
        // In Markdown empty lines part what they stand between.
        if self.file.language == Language::Markdown {
            return Err(conflict());
        }
        // Of several lines nobody can tell whether empty lines were lost among them, too.
        if block.new.len() > 1 && !block.new.iter().any(|line| is_blank(line)) {
            return Err(conflict());
        }
        let (first, last) = (Feature::of(first), Feature::of(last));
        // What is more like its neighbor above, or stands deeper than the one below, belongs above.
        let (up, down) = (first.likeness(&above), last.likeness(&below));
        if block.new.first().is_some_and(|line| is_blank(line)) {
            return Ok(before + 1);
        }
        if block.new.last().is_some_and(|line| is_blank(line)) {
            return Ok(after);
        }
        match () {
            () if up > down + 0.2 => Ok(before + 1),
            () if down > up + 0.2 => Ok(after),
            () if above.columns > below.columns && !self.is_flat => Ok(before + 1),
            () => Err(conflict()),
        }
    }
}
