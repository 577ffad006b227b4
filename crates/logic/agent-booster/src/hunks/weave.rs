//! Does to the lines that were found what the hunk says, in the file's own way of writing.

mod add;
mod line;

use self::line::{curls, straight};
use super::place::Placement;
use super::{Hunk, Step};
use crate::file::{File, Splice};
use crate::indent::Style;
use crate::line::{Feature, Weight};
use crate::list::{Listed, Longer};
use crate::outcome::{Reason, Refusal, Refused};
use crate::parts::Parts as _;
use crate::text::{indent, is_blank};
use crate::write::{numbered, strung};

/// The splices that do what `hunk` says at `placement`.
pub(super) fn weave(
    hunk: &Hunk,
    placement: &Placement,
    file: &File,
) -> Result<Vec<Splice>, Refused> {
    if let Some(bytes) = &placement.inside {
        let text = strung(&hunk.replacement(), file.line_end(placement.lines.start).text());
        return Ok(vec![Splice {
            range: bytes.clone(),
            text,
            what: numbered("line ", placement.lines.start + 1),
        }]);
    }
    let loom = Loom::of(hunk, placement, file);
    let mut splices = Vec::new();
    let (mut row, mut block) = (0, Block::default());
    // The line after the last that stays, if it is known.
    let mut before: Option<usize> = None;
    for step in &hunk.steps {
        match step {
            Step::Gone(_) => {
                block.gone.push(row);
                row += 1;
            }
            Step::New(line) => block.new.push(line),
            Step::Keep(_) => {
                let here = placement.pairs.get(row).copied().flatten();
                // Empty lines that the file has not stand for nothing, unless something new is to
                // stand beside them.
                if here.is_none() && block.gone.is_empty() && !block.new.is_empty() {
                    return Err(Refusal::because(Reason::Conflict));
                }
                if here.is_some() || !block.is_empty() {
                    splices.add(loom.put(&block, before, here)?);
                    block = Block::default();
                }
                before = here.or(before);
                row += 1;
            }
        }
    }
    splices.add(loom.put(&block, before, None)?);
    Ok(splices)
}

/// Lines that go and lines that come, between two that stay.
#[derive(Debug, Default)]
struct Block<'a> {
    /// Rows of the search text.
    gone: Vec<usize>,
    new: Vec<&'a str>,
}

impl Block<'_> {
    fn is_empty(&self) -> bool {
        self.gone.is_empty() && self.new.is_empty()
    }
}

/// What is known of how the hunk is written and how the file is.
struct Loom<'a> {
    placement: &'a Placement,
    file: &'a File<'a>,
    search: Vec<&'a str>,
    style: Style,
    /// Whether the hunk has typographer's quotes where the file has plain ones.
    has_curls: bool,
    /// Whether the hunk has spaces at the ends of lines where the file has none.
    has_tails: bool,
    /// Whether the hunk has lost all indentation.
    is_flat: bool,
}

impl<'a> Loom<'a> {
    fn of(hunk: &'a Hunk, placement: &'a Placement, file: &'a File<'a>) -> Self {
        let search = hunk.search();
        let pairs = || {
            let pairs = search.iter().zip(&placement.pairs);
            pairs.filter_map(|(ours, line)| line.map(|line| (*ours, file.lines.get(line))))
        };
        let has_curls = pairs().any(|(ours, theirs)| curls(ours) > curls(theirs));
        let has_tail = |line: &str| line.trim_end() != line;
        let has_tails = pairs().any(|(ours, theirs)| has_tail(ours) && !has_tail(theirs))
            && hunk.replacement().iter().all(|line| has_tail(line) || line.is_empty());
        let says = || pairs().filter(|(ours, _)| !is_blank(ours));
        let is_flat = placement.doubt.is_some()
            && says().any(|(_, theirs)| !indent(theirs).is_empty())
            && search
                .iter()
                .chain(&hunk.replacement())
                .all(|line| indent(line).is_empty() || is_blank(line));
        let style = Style::of_edit(
            &mut search.iter().copied().chain(hunk.replacement()),
            &mut says()
                .filter(|(ours, theirs)| straight(ours).squeezed() == straight(theirs).squeezed())
                .map(|(ours, theirs)| (indent(ours), indent(theirs))),
            file.style(),
        );
        Self { placement, file, search, style, has_curls, has_tails, is_flat }
    }

    fn pair(&self, row: usize) -> Option<usize> {
        self.placement.pairs.get(row).copied().flatten()
    }

    /// The splice for `block`, which stands after line `before` and before line `after`.
    fn put(
        &self,
        block: &Block<'a>,
        before: Option<usize>,
        after: Option<usize>,
    ) -> Result<Option<Splice>, Refused> {
        if block.is_empty() {
            return Ok(None);
        }
        let block = &self.settled(block);
        if block.is_empty() {
            return Ok(None);
        }
        let says = |row: &&usize| self.search.get(**row).is_some_and(|line| !is_blank(line));
        if block.gone.iter().filter(says).any(|row| self.pair(*row).is_none()) {
            return Err(Refusal::because(Reason::Conflict));
        }
        let gone: Vec<(usize, usize)> =
            block.gone.iter().filter_map(|row| self.pair(*row).map(|line| (*row, line))).list();
        let (Some((_, first)), Some((_, last))) = (gone.first(), gone.last()) else {
            return self.add(block, before, after).map(Some);
        };
        let (first, last) = (*first, *last);
        let is_gone = |line: usize| gone.iter().any(|(_, there)| *there == line);
        let stray =
            (first..=last).find(|line| !is_gone(*line) && !is_blank(self.file.lines.get(*line)));
        if stray.is_some() {
            return Err(Refusal::because(Reason::Conflict));
        }
        let white = |line: usize| indent(self.file.lines.get(line));
        let is_level = gone.iter().all(|(_, line)| white(*line) == white(first));
        // What opens or closes a block moves what stands in it.
        let ours = |row: &usize| line::shape(self.search.get(*row).copied().unwrap_or(""));
        let is_even = block.gone.iter().map(ours).sum::<i32>()
            == block.new.iter().map(|line| line::shape(line)).sum::<i32>();
        if self.is_flat && (!is_even || (!is_level && gone.len() != block.new.len())) {
            return Err(Refusal::because(Reason::Conflict));
        }
        let mut lines = Vec::with_capacity(block.new.len());
        let mut at = first;
        // Empty lines that the hunk has lost stay between two lines that stay neighbors; elsewhere
        // nobody can tell.
        let unsaid = |lines: std::ops::Range<usize>| lines.filter(|line| !is_gone(*line));
        let mut is_next = false;
        let partners = self.partners(&gone, &block.new);
        for (new, partner) in block.new.iter().zip(partners) {
            let Some((row, line)) = partner else {
                lines.push(self.fresh(new, before, after, &gone)?);
                is_next = false;
                continue;
            };
            if unsaid(at..line).count() > 0 && !(is_next && unsaid(at..line).count() == line - at) {
                return Err(Refusal::because(Reason::Conflict));
            }
            lines.add(unsaid(at..line).map(|line| self.file.lines.get(line).to_owned()));
            lines.push(self.changed(row, line, new)?);
            at = line + 1;
            is_next = true;
        }
        if !block.new.is_empty() && unsaid(at..last).count() > 0 {
            return Err(Refusal::because(Reason::Conflict));
        }
        Ok(Some(self.file.replace_lines(first..last + 1, &lines)))
    }

    /// `block` without the empty lines at its ends that the hunk searches for, the file has not, and
    /// that come again.
    fn settled(&self, block: &Block<'a>) -> Block<'a> {
        let (mut gone, mut new) = (block.gone.as_slice(), block.new.as_slice());
        let is_lost = |row: usize| {
            self.pair(row).is_none() && self.search.get(row).is_some_and(|line| is_blank(line))
        };
        while let ([row, rest @ ..], [line, others @ ..]) = (gone, new)
            && is_lost(*row)
            && is_blank(line)
        {
            (gone, new) = (rest, others);
        }
        while let ([rest @ .., row], [others @ .., line]) = (gone, new)
            && is_lost(*row)
            && is_blank(line)
        {
            (gone, new) = (rest, others);
        }
        Block { gone: gone.to_vec(), new: new.to_vec() }
    }

    /// For each line that comes, the line that goes for it, in order.
    fn partners(&self, gone: &[(usize, usize)], new: &[&str]) -> Vec<Option<(usize, usize)>> {
        if gone.len() == 1 && new.len() == 1 {
            return vec![gone.first().copied()];
        }
        let feature = |row: usize| Feature::of(self.search.get(row).copied().unwrap_or(""));
        let ours: Vec<Feature> = gone.iter().map(|(row, _)| feature(*row)).list();
        let theirs: Vec<Feature> = new.iter().map(|line| Feature::of(line)).list();
        let like = |a: &Feature, b: &Feature| match (a.weight, b.weight) {
            (Weight::Blank, Weight::Blank) => 5,
            (Weight::Blank, _) | (_, Weight::Blank) => 0,
            _ if a.loose == b.loose => 100,
            _ => {
                // In tenths: all that hangs on it is how the new line is indented.
                let likeness = a.likeness(b) * 10.0;
                (5..=10_u8).rev().find(|tenth| f32::from(*tenth) <= likeness).map_or(0, u32::from)
                    * 10
            }
        };
        let pairs = crate::common::heaviest(&ours, &theirs, like);
        let mut partners = vec![None; new.len()];
        for (a, b) in pairs {
            if let (Some(partner), Some(one)) = (partners.get_mut(b), gone.get(a)) {
                *partner = Some(*one);
            }
        }
        partners
    }
}
