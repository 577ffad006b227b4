//! Lemke and Howson's path to one equilibrium: from a label that is dropped, pivot by pivot, until it
//! is found again.

use super::{Game, effort::Effort, equilibrium::Equilibrium, polytope::Player, strategy::Strategy};
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
    let mut rows = game.polytope(Player::Row);
    let mut columns = game.polytope(Player::Column);
    let mut player = if label < game.rows { Player::Row } else { Player::Column };
    let mut entering = label;
    loop {
        let tableau = match player {
            Player::Row => &mut rows,
            Player::Column => &mut columns,
        };
        let is_entering = |&variable: &usize| game.label(player, variable) == entering;
        let column = tableau.nonbasic().iter().position(is_entering).ok_or(Error::Inconsistent)?;
        let row = tableau.leaving(column)?;
        entering = game.label(player, tableau.basic(row)?);
        *tableau = tableau.pivoted(row, column, effort)?;
        if entering == label {
            break;
        }
        player = player.other();
    }
    let strategies = Strategy::new(rows.values()).zip(Strategy::new(columns.values()));
    let checked = strategies.and_then(|(row, column)| Equilibrium::checked(game, row, column));
    checked.ok_or(Error::Inconsistent)
}
