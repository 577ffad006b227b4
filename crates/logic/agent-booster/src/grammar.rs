//! One language's grammar at work: parses, outlines, and remembers what it looked up.

use crate::Language;
use crate::file::Splice;
use crate::list::Listed;
use crate::outline::{Compiled, Outline, outline};
use crate::parts::Parts;
use crate::syntax::{Change, Grammars, Place, Tree};
use crate::text::Lines;

/// Every grammar, and what was looked up in it.
pub(crate) struct Shelf {
    grammars: Box<dyn Grammars>,
    compiled: Vec<(Language, Compiled)>,
}

/// A text that was parsed.
pub(crate) struct Parsed {
    pub(crate) tree: Box<dyn Tree>,
    pub(crate) outline: Outline,
}

impl Shelf {
    pub(crate) fn of(grammars: Box<dyn Grammars>) -> Self {
        Self { grammars, compiled: Vec::new() }
    }

    /// Parses `text`, or nothing where there is no grammar.
    pub(crate) fn tree(&mut self, text: &str, language: Language) -> Option<Box<dyn Tree>> {
        self.grammars.syntax(language)?.parse(text)
    }

    pub(crate) fn has(&mut self, language: Language) -> bool {
        self.grammars.syntax(language).is_some()
    }

    /// Parses `text` and finds its symbols.
    pub(crate) fn parse(&mut self, text: &str, language: Language) -> Option<Parsed> {
        let tree = self.tree(text, language)?;
        let outline = self.outline(text, tree.as_ref(), language)?;
        Some(Parsed { tree, outline })
    }

    pub(crate) fn outline(
        &mut self,
        text: &str,
        tree: &dyn Tree,
        language: Language,
    ) -> Option<Outline> {
        if self.compiled(language).is_none() {
            self.compiled.push((language, Compiled::of(self.grammars.syntax(language)?)));
        }
        Some(outline(text, tree, self.compiled(language)?))
    }

    fn compiled(&self, language: Language) -> Option<&Compiled> {
        let known = self.compiled.iter().find(|(known, _)| *known == language);
        known.map(|(_, compiled)| compiled)
    }

    /// `part` in the frame `at` of `language`, in which something was parsed before, and where it
    /// begins there; nothing past the last frame.
    pub(crate) fn framed(
        &self,
        language: Language,
        at: usize,
        part: &str,
    ) -> Option<(String, usize)> {
        self.compiled(language)?.framed(at, part)
    }

    /// Parses the text that `splices` made of the one that `old` is the tree of.
    pub(crate) fn reparse(
        &mut self,
        after: &str,
        old: &dyn Tree,
        (before, splices): (&Lines, &[Splice]),
        language: Language,
    ) -> Option<Box<dyn Tree>> {
        // From the last to the first, so that each is where the text before says it is.
        let changes: Vec<Change> = splices.iter().rev().map(|splice| change(before, splice)).list();
        self.grammars.syntax(language)?.reparse(after, old, &changes)
    }
}

fn change(before: &Lines, splice: &Splice) -> Change {
    let place = |byte: usize| {
        let is_past = byte == before.text.len() && before.text.closes("\n");
        let row = if is_past { before.len() } else { before.at(byte) };
        Place { byte, row, column: byte.saturating_sub(before.start(row)) }
    };
    let start = place(splice.range.start);
    let rows = crate::common::line_feeds(&splice.text).count();
    let last = splice.text.after_last("\n").len();
    let new_end = Place {
        byte: start.byte + splice.text.len(),
        row: start.row + rows,
        column: if rows == 0 { start.column + last } else { last },
    };
    Change { start, old_end: place(splice.range.end), new_end }
}
