//! The numbers of a tableau, in integers of one length.

#![expect(clippy::indexing_slicing, reason = "rows and columns are the grid's own")]

use std::cmp::Ordering;

use crate::game::integer::Integer;

/// Entries by row, each row ending with its right-hand side, over a common determinant.
#[derive(Clone)]
pub(super) struct Grid<T> {
    pub(super) entries: Vec<T>,
    pub(super) width: usize,
    pub(super) determinant: T,
}

/// Where the unit column of a slack is, when rows are compared by it.
pub(super) enum SlackAt {
    /// It is nonbasic: in this column.
    Column(usize),
    /// It is basic: in this row, and nowhere else.
    Row(usize),
}

impl<T: Integer> Grid<T> {
    pub(super) fn entry(&self, row: usize, column: usize) -> &T {
        &self.entries[row * self.width + column]
    }

    pub(super) fn right(&self, row: usize) -> &T {
        self.entry(row, self.width - 1)
    }

    /// Takes over other integers, if all of them fit.
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn converted<S>(&self, convert: impl Fn(&T) -> Option<S>) -> Option<Grid<S>> {
        let determinant = convert(&self.determinant)?;
        let mut entries = Vec::with_capacity(self.entries.len());
        for entry in &self.entries {
            entries.push(convert(entry)?);
        }
        Some(Grid { entries, width: self.width, determinant })
    }

    /// The grid after a pivot at an entry that is not 0; none if its integers do not suffice.
    pub(super) fn pivoted(&self, row: usize, column: usize) -> Option<Self> {
        let pivot = self.entry(row, column);
        let divisor = self.determinant.divisor();
        let pivot_row = &self.entries[row * self.width..(row + 1) * self.width];
        let mut entries = Vec::with_capacity(self.entries.len());
        for (index, old) in self.entries.chunks_exact(self.width).enumerate() {
            if index == row {
                entries.extend_from_slice(pivot_row);
                continue;
            }
            let factor = &old[column];
            for (entry, above) in old.iter().zip(pivot_row) {
                entries.push(T::step([entry, pivot], [factor, above], &divisor)?);
            }
            entries[index * self.width + column] = factor.negative();
        }
        entries[row * self.width + column] = self.determinant.clone();
        Some(Self { entries, width: self.width, determinant: pivot.clone() })
    }

    /// The first row among `rows` that stops the variable of `column` by the lexicographic rule;
    /// `slack_at` tells where slacks are, in their order, until there are no more.
    pub(super) fn leaving(
        &self,
        column: usize,
        rows: usize,
        slack_at: impl Fn(usize) -> Option<SlackAt>,
    ) -> Option<usize> {
        let mut best: Option<usize> = None;
        for row in 0..rows {
            if self.entry(row, column).direction() <= 0 {
                continue;
            }
            let is_less = best.is_none_or(|best| {
                let order = self.ratios(column, row, best, |row| Some(self.right(row)));
                order.is_lt() || order.is_eq() && self.is_less(column, row, best, &slack_at)
            });
            if is_less {
                best = Some(row);
            }
        }
        best
    }

    /// Whether the first of two rows whose ratios are the same comes first all the same.
    fn is_less(
        &self,
        column: usize,
        row: usize,
        other: usize,
        slack_at: impl Fn(usize) -> Option<SlackAt>,
    ) -> bool {
        let order = (0..).map_while(slack_at).map(|at| match at {
            SlackAt::Column(at) => self.ratios(column, row, other, |row| Some(self.entry(row, at))),
            SlackAt::Row(at) => {
                self.ratios(column, row, other, |row| (row == at).then_some(&self.determinant))
            }
        });
        order.into_iter().find(|order| order.is_ne()).is_some_and(Ordering::is_lt)
    }

    /// Compares what two rows have, each over its entry in the entering column.
    fn ratios<'a>(
        &'a self,
        column: usize,
        row: usize,
        other: usize,
        value: impl Fn(usize) -> Option<&'a T>,
    ) -> Ordering {
        match (value(row), value(other)) {
            (Some(one), Some(two)) => {
                T::compare_products(one, self.entry(other, column), two, self.entry(row, column))
            }
            (Some(one), None) => one.direction().cmp(&0),
            (None, Some(two)) => 0.cmp(&two.direction()),
            (None, None) => Ordering::Equal,
        }
    }
}
