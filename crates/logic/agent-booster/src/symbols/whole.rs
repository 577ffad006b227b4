//! An edit that is the whole new file.

use super::{Changed, Work};
use crate::file::Splice;
use crate::identity::Match;
use crate::line::Feature;
use crate::list::Listed;
use crate::outline::Symbol;
use crate::parts::Parts;
use crate::rules::SymbolKind;
use crate::strategy::Strategy;
use crate::text::{LineEnd, is_blank};

impl Work<'_> {
    /// Whether the edit names every symbol at the top of the file.
    pub(super) fn is_whole(&self) -> bool {
        let there: Vec<usize> = self
            .matches
            .iter()
            .filter_map(|found| match found {
                Match::Found(place) => Some(*place),
                _ => None,
            })
            .list();
        let tops =
            self.parsed.outline.symbols.iter().enumerate().filter(|(_, one)| one.parent.is_none());
        let mut count = 0;
        let all = tops
            .map(|(place, _)| place)
            .inspect(|_| count += 1)
            .all(|place| there.contains(&place));
        // Told in another order, the edit replaces what it shows, and moves nothing.
        all && count > 1 && there.is_sorted()
    }

    /// The edit as the whole new text, where it leaves nothing out.
    pub(super) fn whole_file(&self) -> Option<Changed> {
        if !self.is_whole() {
            return None;
        }
        let outside = |line: &usize| {
            let bytes = self.file.lines.start(*line)..self.file.lines.end(*line);
            let within = |one: &Symbol| one.outer.start < bytes.end && bytes.start < one.outer.end;
            !is_blank(self.file.lines.get(*line)) && !self.parsed.outline.symbols.iter().any(within)
        };
        let said: Vec<u64> = self.piece.text.rows().map(|line| Feature::of(line).loose).list();
        let mut lines = (0..self.file.lines.len()).filter(outside);
        let keeps = lines.all(|line| {
            self.file.features().get(line).is_some_and(|one| said.contains(&one.loose))
        });
        // Members must not get lost, either.
        let drops = self.parsed.outline.symbols.iter().enumerate().any(|(place, one)| {
            one.parent.is_some()
                && one.kind != SymbolKind::Variable
                && !self.matches.contains(&Match::Found(place))
                && self
                    .parsed
                    .outline
                    .symbols
                    .get(one.parent.unwrap_or(0))
                    .is_some_and(|parent| parent.kind != SymbolKind::Function)
        });
        if !keeps || drops {
            return None;
        }
        let mut text = self.piece.text.trim_end().to_owned();
        if LineEnd::of(self.file.text) == LineEnd::CrLf {
            text = text.swapped("\n", "\r\n");
        }
        let end = self.file.text.trim_end().len();
        let splice = Splice { range: 0..end, text, what: "the whole file".to_owned() };
        Some(Changed { splices: vec![splice], strategy: Strategy::ReplaceFile, confidence: 0.97 })
    }
}
