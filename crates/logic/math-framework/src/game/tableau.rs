//! A system of inequalities in integers, and its pivots: the one engine under vertex enumeration,
//! Lemke–Howson and linear programs.
//!
//! It stands for `determinant · basic + entries · nonbasic = right`, all variables at least 0. After
//! Edmonds and Bareiss every entry is a minor of the first matrix, so divisions leave nothing and no
//! entry grows beyond what such a minor can be. The integers are as long as they must be at each
//! point, and short again where they may.

mod grid;

use self::grid::{Grid, SlackAt};
use super::{effort::Effort, integer::Integer};
use crate::{BigInt, Error};

/// Variables are numbered: first the columns of the first matrix, then a slack for each row.
#[derive(Clone)]
pub(super) struct Tableau {
    numbers: Numbers,
    /// The basic variable of each row.
    basic: Vec<usize>,
    /// The nonbasic variable of each column.
    nonbasic: Vec<usize>,
    /// Rows from here on are objectives, not inequalities.
    constraints: usize,
}

/// Integers of one of three lengths.
#[derive(Clone)]
enum Numbers {
    // Not in the page, where code is dear: there the last length does for all.
    #[cfg(not(target_arch = "wasm32"))]
    Short(Grid<i64>),
    #[cfg(not(target_arch = "wasm32"))]
    Long(Grid<i128>),
    Longest(Grid<BigInt>),
}

/// Does the same whatever the length.
macro_rules! with {
    ($numbers:expr, $grid:ident => $does:expr) => {
        match $numbers {
            #[cfg(not(target_arch = "wasm32"))]
            Numbers::Short($grid) => $does,
            #[cfg(not(target_arch = "wasm32"))]
            Numbers::Long($grid) => $does,
            Numbers::Longest($grid) => $does,
        }
    };
}

/// A line of a system: what stands at each variable, and its right-hand side.
pub(super) fn line(variables: usize, at: &dyn Fn(usize) -> BigInt, right: i32) -> Vec<BigInt> {
    let mut line = Vec::with_capacity(variables + 1);
    for variable in 0..variables {
        line.push(at(variable));
    }
    line.push(right.into());
    line
}

impl Tableau {
    /// Sets up `rows · variables ≤ right`; each row ends with its right-hand side, which is not
    /// negative. Objectives come last.
    pub(super) fn new(rows: &[Vec<BigInt>], objectives: usize) -> Self {
        let width = rows.first().map_or(1, Vec::len);
        let originals = width - 1;
        let entries = rows.iter().flatten().cloned().collect();
        let longest = Grid { entries, width, determinant: BigInt::from(1) };
        Self {
            numbers: Numbers::Longest(longest).shortened(),
            basic: (originals..originals + rows.len()).collect(),
            nonbasic: (0..originals).collect(),
            constraints: rows.len() - objectives,
        }
    }

    /// The same of inequalities in machine words, with 1 at the right.
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn of_words(entries: Vec<i64>, width: usize) -> Self {
        let (rows, originals) = (entries.len() / width, width - 1);
        Self {
            numbers: Numbers::Short(Grid { entries, width, determinant: 1 }),
            basic: (originals..originals + rows).collect(),
            nonbasic: (0..originals).collect(),
            constraints: rows,
        }
    }

    /// The basic variable of a row.
    pub(super) fn basic(&self, row: usize) -> Result<usize, Error> {
        self.basic.get(row).copied().ok_or(Error::Inconsistent)
    }

    /// The nonbasic variables, by column.
    pub(super) fn nonbasic(&self) -> &[usize] {
        &self.nonbasic
    }

    /// The rows of the inequalities, with their basic variables.
    pub(super) fn rows(&self) -> impl Iterator<Item = (usize, usize)> {
        self.basic.iter().copied().enumerate().take(self.constraints)
    }

    /// The sign of an entry.
    pub(super) fn sign(&self, row: usize, column: usize) -> i8 {
        with!(&self.numbers, grid => grid.entry(row, column).direction())
    }

    /// Whether the point is another than its basis says: the basic variables that are 0 all the same.
    pub(super) fn resting(&self) -> impl Iterator<Item = usize> {
        let is_zero = |row| with!(&self.numbers, grid => grid.right(row).direction() == 0);
        self.rows().filter(move |(row, _)| is_zero(*row)).map(|(_, variable)| variable)
    }

    /// The column whose entry in the objective `row` is the least, if that is negative.
    pub(super) fn steepest(&self, row: usize) -> Option<usize> {
        let columns = 0..self.nonbasic.len();
        with!(&self.numbers, grid => {
            let least = columns.min_by(|&one, &other| grid.entry(row, one).cmp(grid.entry(row, other)));
            least.filter(|&column| grid.entry(row, column).direction() < 0)
        })
    }

    /// The row to leave when the variable of `column` enters, by the lexicographic rule, under which
    /// no basis comes twice. Fails where nothing bounds the variable.
    pub(super) fn leaving(&self, column: usize) -> Result<usize, Error> {
        let originals = self.nonbasic.len();
        let slack_at = |slack: usize| {
            let variable = originals + slack;
            if slack >= self.constraints {
                return None;
            }
            let column = self.nonbasic.iter().position(|&at| at == variable).map(SlackAt::Column);
            column.or_else(|| self.basic.iter().position(|&at| at == variable).map(SlackAt::Row))
        };
        let row = with!(&self.numbers, grid => grid.leaving(column, self.constraints, slack_at));
        row.ok_or(Error::Inconsistent)
    }

    /// The tableau in which the basic variable of `row` and the nonbasic one of `column` have changed
    /// places. The entry there is not 0; the point stays feasible if [`Self::leaving`] chose it.
    pub(super) fn pivoted(
        &self,
        row: usize,
        column: usize,
        effort: &mut Effort,
    ) -> Result<Self, Error> {
        effort.spend(self.size(), self.numbers.cost())?;
        let numbers = self.numbers.pivoted(row, column).ok_or(Error::Inconsistent)?;
        let (mut basic, mut nonbasic) = (self.basic.clone(), self.nonbasic.clone());
        if let (Some(leaves), Some(enters)) = (basic.get_mut(row), nonbasic.get_mut(column)) {
            std::mem::swap(leaves, enters);
        }
        Ok(Self { numbers, basic, nonbasic, constraints: self.constraints })
    }

    /// How many numbers it has.
    pub(super) fn size(&self) -> usize {
        self.basic.len() * (self.nonbasic.len() + 1)
    }

    /// What one step with one of its numbers costs.
    pub(super) fn cost(&self) -> u64 {
        self.numbers.cost()
    }

    /// The values of the variables that are no slacks, times a positive factor.
    pub(super) fn values(&self) -> Vec<BigInt> {
        let mut values = vec![BigInt::ZERO; self.nonbasic.len()];
        let is_negative = with!(&self.numbers, grid => grid.determinant.direction() < 0);
        for (row, variable) in self.rows() {
            if let Some(value) = values.get_mut(variable) {
                let right = with!(&self.numbers, grid => grid.right(row).long());
                *value = if is_negative { right.negative() } else { right };
            }
        }
        values
    }

    /// What an objective says of each slack, times the determinant: 0 for those that are basic.
    pub(super) fn worths(&self, objective: usize) -> Vec<BigInt> {
        let originals = self.nonbasic.len();
        let mut worths = vec![BigInt::ZERO; self.constraints];
        for (column, variable) in self.nonbasic.iter().enumerate() {
            let slack = variable.checked_sub(originals);
            if let Some(worth) = slack.and_then(|slack| worths.get_mut(slack)) {
                *worth = with!(&self.numbers, grid => grid.entry(objective, column).long());
            }
        }
        worths
    }
}

impl Numbers {
    fn pivoted(&self, row: usize, column: usize) -> Option<Self> {
        match self {
            #[cfg(not(target_arch = "wasm32"))]
            Self::Short(grid) => match grid.pivoted(row, column) {
                Some(grid) => Some(Self::Short(grid)),
                None => grid
                    .converted(|&short| Some(i128::from(short)))
                    .and_then(|grid| grid.pivoted(row, column).map(Self::Long)),
            },
            #[cfg(not(target_arch = "wasm32"))]
            Self::Long(grid) => match grid.pivoted(row, column) {
                Some(grid) => Some(Self::Long(grid).shortened()),
                None => grid
                    .converted(|&long| Some(BigInt::from(long)))
                    .and_then(|grid| grid.pivoted(row, column).map(Self::Longest)),
            },
            Self::Longest(grid) => {
                grid.pivoted(row, column).map(|grid| Self::Longest(grid).shortened())
            }
        }
    }

    /// The same in shorter integers, if all fit.
    #[cfg(not(target_arch = "wasm32"))]
    fn shortened(self) -> Self {
        let shorter = match &self {
            Self::Short(_) => None,
            Self::Long(grid) => grid.converted(|&long| i64::try_from(long).ok()).map(Self::Short),
            Self::Longest(grid) => {
                grid.converted(BigInt::to_i128).map(|grid| Self::Long(grid).shortened())
            }
        };
        shorter.unwrap_or(self)
    }

    #[cfg(target_arch = "wasm32")]
    fn shortened(self) -> Self {
        self
    }

    /// What one step with one number costs.
    fn cost(&self) -> u64 {
        with!(self, grid => grid.determinant.words())
    }
}
