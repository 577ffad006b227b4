//! Games of two players, each with finitely many strategies, with exact payoffs.

mod correlated;
mod detect;
mod dominance;
mod effort;
mod equilibrium;
mod integer;
mod lemke_howson;
mod linear_program;
mod payoffs;
mod polytope;
mod read;
mod strategy;
mod support;
mod tableau;
mod vertices;

use self::payoffs::Payoffs;
pub use self::{
    correlated::{Correlated, correlated_equilibrium},
    detect::{Equilibria, Method, detect_nash_equilibria},
    dominance::{Undominated, eliminate_dominated},
    effort::Effort,
    equilibrium::{Certificate, Equilibrium, Regret, regret, regret_of_numbers},
    lemke_howson::lemke_howson,
    linear_program::{Solution, solve_zero_sum},
    strategy::Strategy,
    support::support_enumeration,
    vertices::{Found, vertex_enumeration},
};
use crate::{Error, Rational};

/// The most strategies that a player may have.
pub const MAX_STRATEGIES: usize = 100;

/// A game in normal form: the row player picks a row, the column player a column, and each gets what
/// stands there in a matrix of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Game {
    rows: usize,
    columns: usize,
    /// The row player's payoffs, row by row.
    row: Payoffs,
    /// The column player's payoffs, row by row as well.
    column: Payoffs,
}

impl Game {
    /// Makes a game of two matrices of the same shape, given by rows.
    ///
    /// Fails if they are empty, not rectangular, of different shapes, or have more than
    /// [`MAX_STRATEGIES`] rows or columns.
    pub fn new(row: &[Vec<Rational>], column: &[Vec<Rational>]) -> Result<Self, Error> {
        let (rows, columns) = shape(row)?;
        if shape(column)? != (rows, columns) {
            return Err(Error::DifferentShapes);
        }
        Ok(Self { rows, columns, row: Payoffs::new(row)?, column: Payoffs::new(column)? })
    }

    /// Makes the game in which one player loses what the other wins.
    pub fn zero_sum(row: &[Vec<Rational>]) -> Result<Self, Error> {
        let minus = Rational::from(-1);
        let lost = |payoffs: &Vec<Rational>| payoffs.iter().map(|won| won.times(&minus)).collect();
        Self::new(row, &row.iter().map(lost).collect::<Vec<_>>())
    }

    /// Makes a game of floating-point numbers, each read as the shortest decimal that stands for it.
    ///
    /// Fails as [`Game::new`] does, and on numbers that are not finite.
    pub fn from_numbers(row: &[Vec<f64>], column: &[Vec<f64>]) -> Result<Self, Error> {
        let exact = |matrix: &[Vec<f64>]| -> Result<Vec<Vec<Rational>>, Error> {
            let line = |line: &Vec<f64>| line.iter().map(|&number| number.try_into()).collect();
            shape(matrix)?;
            matrix.iter().map(line).collect()
        };
        Self::new(&exact(row)?, &exact(column)?)
    }

    /// How many strategies the row player has.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// How many strategies the column player has.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// Returns what the two players get when they play `row` and `column`; none if there is no such
    /// strategy.
    pub fn payoffs(&self, row: usize, column: usize) -> Option<[&Rational; 2]> {
        if column >= self.columns {
            return None;
        }
        let at = row.checked_mul(self.columns)?.checked_add(column)?;
        Some([self.row.exact.get(at)?, self.column.exact.get(at)?])
    }

    /// Whether the players' payoffs add up to the same everywhere: what one wins the other loses.
    pub fn is_constant_sum(&self) -> bool {
        let mut sums =
            self.row.exact.iter().zip(&self.column.exact).map(|(one, two)| one.plus(two));
        let first = sums.next();
        sums.all(|sum| Some(sum) == first)
    }

    /// Returns the game with only the rows and columns named; names that do not exist are left out.
    ///
    /// Fails as [`Game::new`] does.
    pub fn restricted(&self, rows: &[usize], columns: &[usize]) -> Result<Self, Error> {
        let kept = |player: usize| -> Vec<Vec<Rational>> {
            let at = |row, column| Some((*self.payoffs(row, column)?.get(player)?).clone());
            let line =
                |&row: &usize| columns.iter().filter_map(|&column| at(row, column)).collect();
            rows.iter().map(line).collect()
        };
        Self::new(&kept(0), &kept(1))
    }
}

/// Rows and columns of a matrix that is rectangular, not empty and not too large.
fn shape<T>(matrix: &[Vec<T>]) -> Result<(usize, usize), Error> {
    let (rows, columns) = (matrix.len(), matrix.first().map_or(0, Vec::len));
    if rows == 0 || columns == 0 {
        return Err(Error::NoStrategies);
    }
    if let Some((row, odd)) = (1..).zip(matrix).find(|(_, line)| line.len() != columns) {
        return Err(Error::NotRectangular { row, length: odd.len(), expected: columns });
    }
    let strategies = rows.max(columns);
    if strategies > MAX_STRATEGIES {
        return Err(Error::TooManyStrategies { strategies, limit: MAX_STRATEGIES });
    }
    Ok((rows, columns))
}
