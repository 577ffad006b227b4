//! Equilibria, and the check that they are some: no pure strategy answers better.

use super::{Game, payoffs::Payoffs, strategy::Strategy};
use crate::{BigInt, Error, Rational};

/// A Nash equilibrium, exactly. It was checked: neither player gains by any other strategy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Equilibrium {
    /// The row player's strategy.
    pub row: Strategy,
    /// The column player's.
    pub column: Strategy,
    /// What the row player expects.
    pub row_payoff: Rational,
    /// What the column player expects.
    pub column_payoff: Rational,
}

/// What shows that an equilibrium is one, for anyone to add up: what each pure strategy would earn
/// against the other player's strategy. None earns more than the equilibrium does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// What each row earns.
    pub rows: Vec<Rational>,
    /// What each column earns.
    pub columns: Vec<Rational>,
}

/// How much each player could gain by answering best. In an equilibrium both are 0; their sum is
/// known as `NashConv`, and half of it as exploitability.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regret<T> {
    /// The row player's.
    pub row: T,
    /// The column player's.
    pub column: T,
}

impl Equilibrium {
    /// Checks that the strategies are an equilibrium. None if they are not.
    pub(super) fn checked(game: &Game, row: Strategy, column: Strategy) -> Option<Self> {
        let rows = Replies::of_rows(game, &column)?;
        let columns = Replies::of_columns(game, &row)?;
        if rows.best != rows.played_worst(&row) || columns.best != columns.played_worst(&column) {
            return None;
        }
        let share = |best: BigInt, of: &Strategy| Rational::reduced(best, of.total().clone());
        let row_payoff = game.row.of(&share(rows.best, &column));
        let column_payoff = game.column.of(&share(columns.best, &row));
        Some(Self { row, column, row_payoff, column_payoff })
    }

    /// Returns what shows that it is one.
    pub fn certificate(&self, game: &Game) -> Option<Certificate> {
        let rows = Replies::of_rows(game, &self.column)?;
        let columns = Replies::of_columns(game, &self.row)?;
        Some(Certificate {
            rows: rows.exact(&game.row, &self.column),
            columns: columns.exact(&game.column, &self.row),
        })
    }
}

/// Returns by how much the players could do better, exactly.
///
/// Fails if the strategies have not as many weights as the game has strategies.
pub fn regret(game: &Game, row: &Strategy, column: &Strategy) -> Result<Regret<Rational>, Error> {
    let replies = Replies::of_rows(game, column).zip(Replies::of_columns(game, row));
    let (rows, columns) = replies.ok_or(Error::DifferentShapes)?;
    // The mean of all rows, both weighted, against the best of them.
    let lost = |replies: &Replies, own: &Strategy, other: &Strategy, payoffs: &Payoffs| {
        let parts = replies.each.iter().zip(own.weights());
        let earned = parts.fold(BigInt::ZERO, |sum, (one, two)| sum.plus(&one.times(two)));
        let missed = replies.best.times(own.total()).minus(&earned);
        payoffs.difference(&Rational::reduced(missed, own.total().times(other.total())))
    };
    Ok(Regret {
        row: lost(&rows, row, column, &game.row),
        column: lost(&columns, column, row, &game.column),
    })
}

/// Returns by how much the players could do better, for strategies in floating point: an
/// equilibrium within a tolerance is where both are at most that.
///
/// Fails if the strategies are no distributions over the game's rows and columns.
pub fn regret_of_numbers(game: &Game, row: &[f64], column: &[f64]) -> Result<Regret<f64>, Error> {
    if row.len() != game.rows || column.len() != game.columns {
        return Err(Error::DifferentShapes);
    }
    for strategy in [row, column] {
        let sum: f64 = strategy.iter().sum();
        let is_one = (sum - 1.0).abs() <= crate::information::SUM_TOLERANCE;
        if !is_one || strategy.iter().any(|share| *share < 0.0) {
            return Err(Error::NotADistribution);
        }
    }
    let number = |payoff: Option<&Rational>| payoff.map_or(0.0, Rational::to_f64);
    let lost = |of: &dyn Fn(usize, usize) -> f64, own: &[f64], other: &[f64]| {
        let reply =
            |at: usize| -> f64 { (0..).zip(other).map(|(to, share)| of(at, to) * share).sum() };
        let replies: Vec<f64> = (0..own.len()).map(reply).collect();
        let earned: f64 = replies.iter().zip(own).map(|(reply, share)| reply * share).sum();
        (replies.iter().copied().fold(f64::NEG_INFINITY, f64::max) - earned).max(0.0)
    };
    let rows = |at: usize, to: usize| number(game.row.exact.get(at * game.columns + to));
    let columns = |at: usize, to: usize| number(game.column.exact.get(to * game.columns + at));
    Ok(Regret { row: lost(&rows, row, column), column: lost(&columns, column, row) })
}

/// The same in machine words, where they suffice.
#[cfg(not(target_arch = "wasm32"))]
fn quick(
    payoffs: &Payoffs,
    weights: &[BigInt],
    at: &dyn Fn(usize, usize) -> usize,
) -> impl Fn(usize) -> Option<BigInt> {
    let short: Option<Vec<i128>> = weights.iter().map(BigInt::to_i128).collect();
    move |own| {
        let (weights, payoffs) = (short.as_ref()?, payoffs.short.as_ref()?);
        let mut sum = 0_i128;
        for (other, weight) in weights.iter().enumerate() {
            let payoff = i128::from(*payoffs.get(at(own, other))?);
            sum = sum.checked_add(weight.checked_mul(payoff)?)?;
        }
        Some(sum.into())
    }
}

#[cfg(target_arch = "wasm32")]
fn quick(
    _: &Payoffs,
    _: &[BigInt],
    _: &dyn Fn(usize, usize) -> usize,
) -> impl Fn(usize) -> Option<BigInt> {
    |_| None
}

/// What each pure strategy earns against a mixed one, in integers times its total.
struct Replies {
    each: Vec<BigInt>,
    best: BigInt,
}

impl Replies {
    fn of_rows(game: &Game, column: &Strategy) -> Option<Self> {
        let fits = column.weights().len() == game.columns;
        let at = |own: usize, other: usize| own * game.columns + other;
        fits.then(|| Self::new(&game.row, game.rows, column, &at)).flatten()
    }

    fn of_columns(game: &Game, row: &Strategy) -> Option<Self> {
        let fits = row.weights().len() == game.rows;
        let at = |own: usize, other: usize| other * game.columns + own;
        fits.then(|| Self::new(&game.column, game.columns, row, &at)).flatten()
    }

    fn new(
        payoffs: &Payoffs,
        count: usize,
        against: &Strategy,
        at: &dyn Fn(usize, usize) -> usize,
    ) -> Option<Self> {
        let weights = against.weights();
        let quick = quick(payoffs, weights, at);
        let slow = |own: usize| -> Option<BigInt> {
            let mut sum = BigInt::ZERO;
            for (other, weight) in weights.iter().enumerate() {
                sum = sum.plus(&payoffs.integers.get(at(own, other))?.times(weight));
            }
            Some(sum)
        };
        let mut each = Vec::with_capacity(count);
        for own in 0..count {
            each.push(quick(own).or_else(|| slow(own))?);
        }
        let best = each.iter().max()?.clone();
        Some(Self { each, best })
    }

    /// The least that any strategy earns which is played.
    fn played_worst(&self, own: &Strategy) -> BigInt {
        let played = self.each.iter().zip(own.weights()).filter(|(_, weight)| !weight.is_zero());
        played.map(|(reply, _)| reply).min().cloned().unwrap_or_default()
    }

    fn exact(self, payoffs: &Payoffs, against: &Strategy) -> Vec<Rational> {
        let share = |reply| payoffs.of(&Rational::reduced(reply, against.total().clone()));
        self.each.into_iter().map(share).collect()
    }
}
