//! Correlated equilibria: what a mediator may recommend in secret so that both gain by following.

use super::{Game, effort::Effort, linear_program::maximize, strategy::Strategy, tableau::line};
use crate::{BigInt, Error, Rational};

/// The largest number of pairs of strategies for which a correlated equilibrium is computed.
const MAX_PAIRS: usize = 144;

/// A correlated equilibrium with the largest sum of payoffs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correlated {
    /// How often each pair of strategies is recommended, row by row.
    pub recommendations: Strategy,
    /// What the row player expects.
    pub row_payoff: Rational,
    /// What the column player expects.
    pub column_payoff: Rational,
}

/// Returns a correlated equilibrium that maximizes the sum of both payoffs, by one linear program.
///
/// Fails if there are more than 144 pairs of strategies, or if it costs more than `effort`.
pub fn correlated_equilibrium(game: &Game, effort: &mut Effort) -> Result<Correlated, Error> {
    let pairs = game.rows * game.columns;
    if pairs > MAX_PAIRS {
        return Err(Error::TooManyPairs { pairs, limit: MAX_PAIRS });
    }
    let row = |row: usize, column: usize| game.row.integers.get(row * game.columns + column);
    let column = |row: usize, column: usize| game.column.integers.get(row * game.columns + column);
    let mut lines = Vec::new();
    // Who is told `own` gains nothing by playing `instead`.
    let mut resist = |of: &dyn Fn(usize, usize) -> Option<BigInt>| {
        let at = |at: usize| of(at / game.columns, at % game.columns).unwrap_or_default();
        lines.push(line(pairs, &at, 0));
    };
    for own in 0..game.rows {
        for instead in (0..game.rows).filter(|&instead| instead != own) {
            let gain = |to| Some(row(instead, to)?.minus(row(own, to)?));
            resist(&|at, to| if at == own { gain(to) } else { None });
        }
    }
    for own in 0..game.columns {
        for instead in (0..game.columns).filter(|&instead| instead != own) {
            let gain = |at| Some(column(at, instead)?.minus(column(at, own)?));
            resist(&|at, to| if to == own { gain(at) } else { None });
        }
    }
    lines.push(line(pairs, &|_| BigInt::from(1), 1));
    let welfare = game.welfare();
    let worth = |at: usize| welfare.get(at).map(BigInt::negative).unwrap_or_default();
    lines.push(line(pairs, &worth, 0));
    let optimum = maximize(&lines, effort)?;
    let recommendations = Strategy::new(optimum.primal).ok_or(Error::Inconsistent)?;
    let mean = |of: &[Rational]| {
        let parts = of.iter().zip(recommendations.probabilities());
        parts.fold(Rational::from(0), |sum, (payoff, share)| sum.plus(&payoff.times(&share)))
    };
    let (row_payoff, column_payoff) = (mean(&game.row.exact), mean(&game.column.exact));
    Ok(Correlated { recommendations, row_payoff, column_payoff })
}

impl Game {
    /// The sum of both payoffs for each pair, shifted and scaled to positive integers.
    fn welfare(&self) -> Vec<BigInt> {
        let sums = self.row.exact.iter().zip(&self.column.exact).map(|(one, two)| one.plus(two));
        let sums: Vec<Vec<Rational>> = vec![sums.collect()];
        super::payoffs::Payoffs::new(&sums).map(|payoffs| payoffs.integers).unwrap_or_default()
    }
}
