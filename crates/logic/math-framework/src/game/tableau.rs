//! A system of inequalities in integers, and its pivots: the one engine under vertex enumeration,
//! Lemke–Howson and linear programs.
//!
//! It stands for `determinant · basic + entries · nonbasic = right`, all variables at least 0. After
//! Edmonds and Bareiss every entry is a minor of the first matrix, so divisions leave nothing and no
//! entry grows beyond what such a minor can be.

#![expect(clippy::indexing_slicing, reason = "rows and columns are the tableau's own")]

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_traits::One as _;

use super::{effort::Effort, integer::Integer};
use crate::Error;

/// Why a computation did not end: the integers were too short, or a limit was met.
pub(super) enum Stop {
    /// An entry did not fit; longer integers may do.
    Overflow,
    /// The answer is this error.
    Failed(Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

/// Variables are numbered: first the columns of the first matrix, then a slack for each row.
#[derive(Clone)]
pub(super) struct Tableau<T> {
    /// By row: one entry for each nonbasic variable, then the right-hand side.
    entries: Vec<T>,
    width: usize,
    determinant: T,
    /// The basic variable of each row.
    pub(super) basic: Vec<usize>,
    /// The nonbasic variable of each column.
    pub(super) nonbasic: Vec<usize>,
    /// Rows from here on are objectives, not inequalities.
    constraints: usize,
    /// How many variables are no slacks.
    originals: usize,
}

impl<T: Integer> Tableau<T> {
    /// Sets up `rows · variables ≤ right`; each row ends with its right-hand side, which is not
    /// negative. Objectives come last.
    pub(super) fn new(rows: &[Vec<BigInt>], objectives: usize) -> Result<Self, Stop> {
        let width = rows.first().map_or(1, Vec::len);
        let entries = rows.iter().flatten().map(T::take).collect::<Option<Vec<T>>>();
        let originals = width - 1;
        Ok(Self {
            entries: entries.ok_or(Stop::Overflow)?,
            width,
            determinant: T::take(&BigInt::one()).ok_or(Stop::Overflow)?,
            basic: (originals..originals + rows.len()).collect(),
            nonbasic: (0..originals).collect(),
            constraints: rows.len() - objectives,
            originals,
        })
    }

    pub(super) fn entry(&self, row: usize, column: usize) -> &T {
        &self.entries[row * self.width + column]
    }

    /// The right-hand side of a row: its basic variable, times the determinant.
    pub(super) fn right(&self, row: usize) -> &T {
        self.entry(row, self.width - 1)
    }

    pub(super) fn determinant(&self) -> &T {
        &self.determinant
    }

    /// The row to leave when the variable of `column` enters, by the lexicographic rule, under which
    /// no basis comes twice. None where nothing bounds the variable.
    pub(super) fn leaving(&self, column: usize) -> Option<usize> {
        let mut best: Option<usize> = None;
        for row in 0..self.constraints {
            if self.entry(row, column).sign() <= 0 {
                continue;
            }
            let Some(other) = best else {
                best = Some(row);
                continue;
            };
            let is_less = match self.compare(row, other, column, |row| Some(self.right(row))) {
                Ordering::Less => true,
                Ordering::Equal => self.is_lexicographically_less(row, other, column),
                Ordering::Greater => false,
            };
            if is_less {
                best = Some(row);
            }
        }
        best
    }

    /// Compares what two rows have in a column, each over its entry in the entering column.
    fn compare<'a>(
        &'a self,
        row: usize,
        other: usize,
        column: usize,
        value: impl Fn(usize) -> Option<&'a T>,
    ) -> Ordering {
        match (value(row), value(other)) {
            (Some(one), Some(two)) => {
                T::compare_products(one, self.entry(other, column), two, self.entry(row, column))
            }
            (Some(one), None) => one.sign().cmp(&0),
            (None, Some(two)) => 0.cmp(&two.sign()),
            (None, None) => Ordering::Equal,
        }
    }

    fn is_lexicographically_less(&self, row: usize, other: usize, column: usize) -> bool {
        for slack in self.originals..self.originals + self.constraints {
            // The column of the slack: its own if it is nonbasic, else a unit column.
            let at = self.nonbasic.iter().position(|&variable| variable == slack);
            let value = |row: usize| match at {
                Some(at) => Some(self.entry(row, at)),
                None => (self.basic[row] == slack).then_some(&self.determinant),
            };
            match self.compare(row, other, column, value) {
                Ordering::Less => return true,
                Ordering::Greater => return false,
                Ordering::Equal => {}
            }
        }
        false
    }

    /// Exchanges the basic variable of `row` with the nonbasic one of `column`; the entry there must
    /// not be 0, and keeps the system feasible if it was chosen by [`Self::leaving`]. On overflow nothing has changed but `spare`, which only saves allocations.
    pub(super) fn pivot(
        &mut self,
        row: usize,
        column: usize,
        spare: &mut Vec<T>,
        effort: &mut Effort,
    ) -> Result<(), Stop> {
        effort.spend(self.entries.len(), self.determinant.words())?;
        let pivot = self.entry(row, column).clone();
        let divisor = self.determinant.divisor();
        let pivot_row = &self.entries[row * self.width..(row + 1) * self.width];
        spare.clear();
        for (index, old) in self.entries.chunks_exact(self.width).enumerate() {
            if index == row {
                spare.extend_from_slice(pivot_row);
                continue;
            }
            let factor = &old[column];
            for (entry, above) in old.iter().zip(pivot_row) {
                let step = T::step([entry, &pivot], [factor, above], &divisor);
                spare.push(step.ok_or(Stop::Overflow)?);
            }
            spare[index * self.width + column] = factor.negative();
        }
        spare[row * self.width + column] = self.determinant.clone();
        std::mem::swap(&mut self.entries, spare);
        self.determinant = pivot;
        std::mem::swap(&mut self.basic[row], &mut self.nonbasic[column]);
        Ok(())
    }

    /// The basic variables that are 0 all the same: there are any only at degenerate points.
    pub(super) fn resting(&self) -> impl Iterator<Item = usize> {
        let rows = self.basic.iter().enumerate().take(self.constraints);
        rows.filter(|(row, _)| self.right(*row).sign() == 0).map(|(_, &variable)| variable)
    }

    /// The values of the variables that are no slacks, times the determinant.
    pub(super) fn values(&self) -> Vec<BigInt> {
        let mut values = vec![BigInt::ZERO; self.originals];
        for (row, &variable) in self.basic.iter().enumerate().take(self.constraints) {
            if let Some(value) = values.get_mut(variable) {
                *value = self.right(row).long();
            }
        }
        values
    }
}
