//! Lays the rows of an edit over the lines of a text: which row is which line, which is new, which
//! lines go, and what a gap stands for. Finds the cheapest way, and every other way that is nearly
//! as cheap, so that a doubt can be told from a fact.

mod cost;
mod sweep;

use std::ops::Range;

use crate::line::{Feature, Weight};

pub(crate) use self::cost::Costs;
use self::sweep::{Sweep, Way};
use crate::list::Longer;

/// A row of the edit.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) kind: RowKind,
    /// The lines it may be, where that is known.
    pub(crate) allowed: Option<Range<usize>>,
    /// Whether it can only be new.
    pub(crate) is_new: bool,
}

/// What a row is.
#[derive(Clone, Debug)]
pub(crate) enum RowKind {
    /// Any number of lines that stay, none of them less indented than this if it is known.
    Gap(Option<usize>),
    /// What stays before the first row or after the last, where the edit has no mark for it.
    Edge,
    Line(Feature),
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It stands for these lines.
    Gap(Range<usize>),
    /// It is this line, perhaps changed.
    Pair(usize),
    /// It is new, and goes before this line.
    New(usize),
}

/// One way to lay rows over lines, and how sure it is.
#[derive(Clone, Debug)]
pub(crate) struct Alignment {
    /// Of each row.
    pub(crate) fates: Vec<Fate>,
    /// What it costs.
    pub(crate) cost: f32,
}

/// The cheapest alignment and those that cost at most `margin` more.
pub(crate) struct Alignments {
    pub(crate) best: Alignment,
    pub(crate) others: Vec<Alignment>,
}

/// The largest table that is filled, in cells.
const MOST_CELLS: usize = 1 << 21;
/// How many other ways are looked at.
const MOST_OTHERS: usize = 96;

/// Why there is no alignment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoAlignment {
    TooMuchWork,
    Impossible,
}

/// Aligns `rows` with `lines`, all of which must be accounted for.
pub(crate) fn align(
    rows: &[Row],
    lines: &[Feature],
    costs: &Costs,
    margin: f32,
) -> Result<Alignments, NoAlignment> {
    if (rows.len() + 1).saturating_mul(lines.len() + 1) > MOST_CELLS {
        return Err(NoAlignment::TooMuchWork);
    }
    let priced = cost::Priced::of(rows, lines, costs);
    let forward = Sweep::run(rows, lines.len(), &priced, Way::Forward);
    let total = forward.any(rows.len(), lines.len());
    if !total.is_finite() {
        return Err(NoAlignment::Impossible);
    }
    let best = Alignment { fates: forward.trace(rows, rows.len(), lines.len()), cost: total };
    let backward = Sweep::run(rows, lines.len(), &priced, Way::Backward);
    let others = others(rows, lines.len(), &priced, (&forward, &backward), &best, margin);
    Ok(Alignments { best, others })
}

/// Every way that passes, for some row, through another fate than the best way does.
fn others(
    rows: &[Row],
    count: usize,
    priced: &cost::Priced,
    (forward, backward): (&Sweep, &Sweep),
    best: &Alignment,
    margin: f32,
) -> Vec<Alignment> {
    let mut others = Vec::new();
    let height = rows.len();
    for (at, row) in rows.iter().enumerate() {
        let RowKind::Line(feature) = &row.kind else { continue };
        if feature.weight == Weight::Blank {
            continue;
        }
        let beside_gap = is_beside_gap(rows, at);
        let fresh = priced.fresh(at);
        for line in 0..=count {
            let after = |used: usize| backward.any(height - at - 1, count - used);
            let before = forward.any(at, line);
            let new = before + fresh + after(line);
            let pair = if line < count {
                before + priced.pair(at, line) + after(line + 1)
            } else {
                f32::INFINITY
            };
            for (cost, fate) in [(pair, Fate::Pair(line)), (new, Fate::New(line))] {
                if best.fates.get(at) == Some(&fate) {
                    continue;
                }
                // Beside a mark nobody sees whether a line like another is that line changed or one
                // more of its kind, unless it stands among no others of a kind.
                let doubt = match (best.fates.get(at), &fate) {
                    (Some(Fate::Pair(here)), Fate::New(_))
                        if beside_gap && priced.is_doubtful(at, *here) =>
                    {
                        DOUBT
                    }
                    (Some(Fate::New(_)), Fate::Pair(there))
                        if beside_gap && !priced.shares_key(at, *there) =>
                    {
                        DOUBT
                    }
                    _ => margin,
                };
                if cost > best.cost + doubt.max(margin) {
                    continue;
                }
                let mut fates = forward.trace(rows, at, line);
                let used = if matches!(fate, Fate::Pair(_)) { line + 1 } else { line };
                fates.push(fate);
                fates.add(backward.trace(rows, height - at - 1, count - used));
                others.push(Alignment { fates, cost });
                if others.len() >= MOST_OTHERS {
                    return others;
                }
            }
        }
    }
    others
}

/// How much dearer a reading may be that is as good as another beside a mark.
const DOUBT: f32 = 0.75;

/// Whether a mark stands right before or after row `at`, empty rows apart.
fn is_beside_gap(rows: &[Row], at: usize) -> bool {
    let is_gap = |row: &&Row| !matches!(&row.kind, RowKind::Line(feature) if feature.weight == Weight::Blank);
    let before = rows.get(..at).and_then(|rows| rows.iter().rev().find(is_gap));
    let after = rows.get(at + 1..).and_then(|rows| rows.iter().find(is_gap));
    [before, after].into_iter().flatten().any(|row| matches!(row.kind, RowKind::Gap(_)))
}

#[cfg(test)]
mod tests;
