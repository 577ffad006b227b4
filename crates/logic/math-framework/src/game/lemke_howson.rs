//! Lemke and Howson's path to one equilibrium: from a label that is dropped, pivot by pivot, until it
//! is found again.

use num_bigint::BigInt;

use super::{
    Game,
    computation::{Computation, Player, compute},
    effort::Effort,
    equilibrium::Equilibrium,
    integer::Integer,
    strategy::Strategy,
    tableau::Stop,
};
use crate::Error;

/// Returns the equilibrium to which the path that begins with `label` leads: first the rows of the
/// game, then its columns. Every game has such a path for every label; the lexicographic rule sees
/// to it that it ends in degenerate games too.
///
/// Fails if there is no such label, or if the path costs more than `effort`.
pub fn lemke_howson(game: &Game, label: usize, effort: &mut Effort) -> Result<Equilibrium, Error> {
    let limit = game.rows + game.columns;
    if label >= limit {
        return Err(Error::NoSuchLabel { label, limit });
    }
    let [row, column] = compute(&Path { game, label }, effort)?;
    let strategies = Strategy::new(row).zip(Strategy::new(column));
    let checked = strategies.and_then(|(row, column)| Equilibrium::checked(game, row, column));
    checked.ok_or(Error::Inconsistent)
}

/// A path, by the label that it begins with.
struct Path<'a> {
    game: &'a Game,
    label: usize,
}

impl Computation for Path<'_> {
    /// The weights of both players.
    type Answer = [Vec<BigInt>; 2];

    fn with<T: Integer>(&self, effort: &mut Effort) -> Result<Self::Answer, Stop> {
        let Self { game, label } = *self;
        let mut rows = game.polytope::<T>(Player::Row)?;
        let mut columns = game.polytope::<T>(Player::Column)?;
        let mut spare = Vec::new();
        let mut entering = label;
        let mut player = if label < game.rows { Player::Row } else { Player::Column };
        loop {
            let tableau = match player {
                Player::Row => &mut rows,
                Player::Column => &mut columns,
            };
            let is_entering = |&variable: &usize| game.label(player, variable) == entering;
            let column =
                tableau.nonbasic.iter().position(is_entering).ok_or(Error::Inconsistent)?;
            // The polytope is bounded, so that some row stops every variable.
            let row = tableau.leaving(column).ok_or(Error::Inconsistent)?;
            let leaving = *tableau.basic.get(row).ok_or(Error::Inconsistent)?;
            tableau.pivot(row, column, &mut spare, effort)?;
            entering = game.label(player, leaving);
            if entering == label {
                return Ok([rows.values(), columns.values()]);
            }
            player = player.other();
        }
    }
}
