//! What each step of an alignment costs.

use std::ops::Range;

use super::{Row, RowKind};
use crate::common::sort;
use crate::line::{Feature, Weight};
use crate::list::Listed;

/// What is asked of an alignment as a whole.
#[derive(Clone, Debug, Default)]
pub(crate) struct Costs {
    /// How far the lines are indented more than the rows, in columns, where that is known.
    pub(crate) shift: Option<isize>,
    /// How alike two lines must be for one to be the other changed.
    pub(crate) alike: f32,
    /// Lines of what the edit shows whole: no gap stands for them.
    pub(crate) sealed: Vec<Range<usize>>,
    /// Lines that a mark stands for, whatever else the edit leaves out.
    pub(crate) marked: Vec<Range<usize>>,
    /// Whether lines are known by their keys: another key is another line.
    pub(crate) is_keyed: bool,
}

/// The costs of a table, made ready.
pub(crate) struct Priced<'a> {
    rows: &'a [Row],
    lines: &'a [Feature],
    costs: Costs,
    /// What the lines are known by, sorted.
    known: Vec<u64>,
    /// For each gap's indentation, what the lines up to each cost to be skipped, summed up.
    crossing: Vec<Option<Vec<f32>>>,
    /// What each row costs as each line, row after row.
    pairs: Vec<f32>,
}

/// The first line of a run of lines that go.
pub(super) const OPEN: f32 = 0.5;
/// A line in a gap that is less indented than the gap's mark.
const CROSS: f32 = 0.35;
/// A line in a gap of something that the edit shows whole.
const SEALED: f32 = 6.0;
/// A gap that stands for nothing.
pub(super) const EMPTY_GAP: f32 = 0.08;
/// Lines before the first row or after the last that no mark stands for.
pub(super) const SOME_EDGE: f32 = 0.3;

/// What a line is known by: one that says little, by its place as well.
fn mark(line: &Feature) -> u64 {
    match line.weight {
        Weight::Full => line.loose,
        _ => line
            .loose
            .wrapping_add(u64::try_from(line.columns).unwrap_or(0).wrapping_mul(0x9e37_79b9)),
    }
}

impl<'a> Priced<'a> {
    pub(super) fn of(rows: &'a [Row], lines: &'a [Feature], costs: &Costs) -> Self {
        let mut known: Vec<u64> =
            lines.iter().filter(|line| line.weight != Weight::Blank).map(mark).list();
        sort(&mut known);
        let is_sealed = |line: usize| costs.sealed.iter().any(|range| range.contains(&line));
        let crossing = rows.iter().map(|row| {
            let least = match row.kind {
                RowKind::Line(_) => return None,
                RowKind::Gap(least) => least,
                RowKind::Edge => None,
            };
            let is_edge = matches!(row.kind, RowKind::Edge);
            let is_free = costs.sealed.is_empty() && costs.marked.is_empty();
            if least.is_none() && is_free && row.allowed.is_none() {
                return None;
            }
            let is_marked = |line: usize| costs.marked.iter().any(|range| range.contains(&line));
            let is_out = |line: usize| {
                (is_edge && is_marked(line))
                    || row.allowed.as_ref().is_some_and(|allowed| !allowed.contains(&line))
            };
            let shift = costs.shift.unwrap_or(0);
            let least = least.and_then(|least| least.checked_add_signed(shift)).unwrap_or(0);
            let mut sum = 0.0;
            let mut sums = vec![0.0];
            for (at, line) in lines.iter().enumerate() {
                if line.weight != Weight::Blank {
                    sum += if line.columns < least { CROSS } else { 0.0 };
                    sum += if is_sealed(at) || is_out(at) { SEALED } else { 0.0 };
                }
                sums.push(sum);
            }
            Some(sums)
        });
        let crossing = crossing.list();
        let mut priced =
            Self { rows, lines, costs: costs.clone(), known, crossing, pairs: Vec::new() };
        let mut pairs = Vec::with_capacity(rows.len() * lines.len());
        for row in 0..rows.len() {
            for line in 0..lines.len() {
                pairs.push(priced.price(row, line));
            }
        }
        priced.pairs = pairs;
        priced
    }

    /// What it costs that row `row` is line `line`.
    pub(super) fn pair(&self, row: usize, line: usize) -> f32 {
        self.pairs.get(row * self.lines.len() + line).copied().unwrap_or(f32::INFINITY)
    }

    fn price(&self, row: usize, line: usize) -> f32 {
        let (Some(Row { kind: RowKind::Line(ours), allowed, is_new }), Some(theirs)) =
            (self.rows.get(row), self.lines.get(line))
        else {
            return f32::INFINITY;
        };
        if *is_new || allowed.as_ref().is_some_and(|allowed| !allowed.contains(&line)) {
            return f32::INFINITY;
        }
        // A row that can only be one line is that line, whatever has become of it.
        let is_fixed = allowed.as_ref().is_some_and(|allowed| allowed.len() == 1);
        if ours.weight == Weight::Blank || theirs.weight == Weight::Blank {
            // Of two empty lines the one with the same white space in it is meant.
            let same = if ours.columns == theirs.columns { 0.0 } else { 0.01 };
            return if ours.weight == theirs.weight { same } else { f32::INFINITY };
        }
        let off = self
            .costs
            .shift
            .is_some_and(|shift| ours.columns.checked_add_signed(shift) != Some(theirs.columns));
        if ours.loose == theirs.loose {
            return match (off, ours.weight) {
                (false, _) => 0.0,
                (true, Weight::Full) => 0.08,
                (true, _) => 0.4,
            };
        }
        if ours.bare == theirs.bare {
            return if off { 0.2 } else { 0.06 };
        }
        if is_fixed {
            return 0.1;
        }
        let has_keys = ours.key != 0 && theirs.key != 0;
        if self.costs.is_keyed && has_keys && ours.key != theirs.key {
            return f32::INFINITY;
        }
        let shares_key = ours.key != 0 && ours.key == theirs.key;
        let is_light = ours.weight == Weight::Light || theirs.weight == Weight::Light;
        if is_light && !shares_key {
            return f32::INFINITY;
        }
        let likeness = ours.likeness(theirs);
        if likeness < if shares_key { 0.2 } else { self.costs.alike } {
            return f32::INFINITY;
        }
        // A line that becomes what another line is already would be there twice.
        let twice = ours.weight == Weight::Full && self.known.binary_search(&mark(ours)).is_ok();
        let penalty = if off { 0.15 } else { 0.0 } + if twice { 2.0 } else { 0.0 };
        if shares_key && likeness > 0.2 {
            return 0.15 + (1.0 - likeness) * 0.5 + penalty;
        }
        if likeness < self.costs.alike || is_light {
            return f32::INFINITY;
        }
        0.25 + (1.0 - likeness) * 1.2 + penalty
    }

    /// Whether row `row` assigns to, or keys, what line `line` does.
    pub(super) fn shares_key(&self, row: usize, line: usize) -> bool {
        let (Some(Row { kind: RowKind::Line(ours), .. }), Some(theirs)) =
            (self.rows.get(row), self.lines.get(line))
        else {
            return false;
        };
        ours.key != 0 && ours.key == theirs.key || ours.bare == theirs.bare
    }

    /// Whether row `row` may as well be one more of a kind as line `line` changed.
    pub(super) fn is_doubtful(&self, row: usize, line: usize) -> bool {
        if self.shares_key(row, line) {
            return false;
        }
        let (Some(Row { kind: RowKind::Line(ours), .. }), Some(theirs)) =
            (self.rows.get(row), self.lines.get(line))
        else {
            return true;
        };
        let full = |at: &usize| self.lines.get(*at).is_some_and(|line| line.weight == Weight::Full);
        let above = (0..line).rev().find(full);
        let below = (line + 1..self.lines.len()).find(full);
        let is_kin =
            |at: usize| self.lines.get(at).is_some_and(|near| near.likeness(theirs) >= 0.45);
        ours.likeness(theirs) < 0.75 || [above, below].into_iter().flatten().any(is_kin)
    }

    /// What it costs that row `row` is new.
    pub(super) fn fresh(&self, row: usize) -> f32 {
        let Some(Row { kind: RowKind::Line(feature), allowed, is_new }) = self.rows.get(row) else {
            return f32::INFINITY;
        };
        if allowed.as_ref().is_some_and(|allowed| allowed.len() == 1) {
            return f32::INFINITY;
        }
        match feature.weight {
            Weight::Blank => 0.03,
            Weight::Light if *is_new => 0.35,
            Weight::Light if self.known.binary_search(&mark(feature)).is_ok() => 0.7,
            Weight::Light => 0.35,
            Weight::Full if *is_new => 0.8,
            Weight::Full if self.known.binary_search(&mark(feature)).is_ok() => 1.8,
            Weight::Full => 0.8,
        }
    }

    /// What it costs that `line` goes, after the first that goes.
    pub(super) fn gone(&self, line: usize) -> f32 {
        match self.lines.get(line).map(|line| line.weight) {
            Some(Weight::Blank) | None => 0.01,
            Some(Weight::Light) => 0.04,
            Some(Weight::Full) => 0.08,
        }
    }

    /// What it costs that gap `row` stands for the lines before `line`, all from the first on.
    pub(super) fn crossed(&self, row: usize, line: usize) -> f32 {
        let sums = self.crossing.get(row).and_then(Option::as_ref);
        sums.and_then(|sums| sums.get(line)).copied().unwrap_or(0.0)
    }
}
