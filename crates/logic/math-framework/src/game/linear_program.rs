//! Linear programs in exact integers, and with them zero-sum games.

use super::{
    Game,
    effort::Effort,
    equilibrium::Equilibrium,
    polytope::Player,
    strategy::Strategy,
    tableau::{Tableau, line},
};
use crate::{BigInt, Error, Rational};

/// The solution of a zero-sum game.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solution {
    /// What the row player can be sure of, and the column player cannot prevent.
    pub value: Rational,
    /// An optimal strategy for each player.
    pub equilibrium: Equilibrium,
}

/// Solves a game in which one player loses what the other wins, up to a constant, by linear
/// programming: maximize Σ y where no row earns more than 1.
///
/// Fails if the game is none such, or costs more than `effort`.
pub fn solve_zero_sum(game: &Game, effort: &mut Effort) -> Result<Solution, Error> {
    if !game.is_constant_sum() {
        return Err(Error::NotZeroSum);
    }
    let mut lines = game.inequalities(Player::Column);
    lines.push(line(game.columns, &|_| BigInt::from(-1), 0));
    let optimum = maximize(&lines, effort)?;
    let strategies = Strategy::new(optimum.dual).zip(Strategy::new(optimum.primal));
    let checked = strategies.and_then(|(row, column)| Equilibrium::checked(game, row, column));
    let equilibrium = checked.ok_or(Error::Inconsistent)?;
    Ok(Solution { value: equilibrium.row_payoff.clone(), equilibrium })
}

/// Where a linear program has its maximum, up to a positive factor.
pub(super) struct Optimum {
    /// The variables.
    pub(super) primal: Vec<BigInt>,
    /// What each inequality is worth.
    pub(super) dual: Vec<BigInt>,
}

/// Maximizes, subject to `lines · variables ≤ right`, the objective whose negative the last line is.
/// All right-hand sides are 0 or more, so that nothing at all is feasible.
///
/// The simplex method: the steepest column first; the lexicographic rule sees to it that it ends.
pub(super) fn maximize(lines: &[Vec<BigInt>], effort: &mut Effort) -> Result<Optimum, Error> {
    let mut tableau = Tableau::new(lines, 1);
    let objective = lines.len() - 1;
    while let Some(column) = tableau.steepest(objective) {
        let row = tableau.leaving(column)?;
        tableau = tableau.pivoted(row, column, effort)?;
    }
    Ok(Optimum { primal: tableau.values(), dual: tableau.worths(objective) })
}
