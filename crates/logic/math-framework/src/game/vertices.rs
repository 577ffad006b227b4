//! All equilibria, by all vertices: those of the two players' polytopes that together carry every
//! label. It finds all extreme equilibria of every game, degenerate ones included; all others are
//! mixtures of those.

mod explore;
mod labels;

use self::{
    explore::explore,
    labels::{Labels, Set},
};
use super::{Game, effort::Effort, equilibrium::Equilibrium, polytope::Player, strategy::Strategy};
use crate::{BigInt, Error};

/// What looking at all vertices found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// All extreme equilibria.
    pub equilibria: Vec<Equilibrium>,
    /// Whether the game is degenerate: some strategy has more best replies than it plays pure
    /// strategies. Only then are there equilibria beside those found.
    pub is_degenerate: bool,
}

/// Returns all extreme equilibria, and whether the game is degenerate.
///
/// Fails if there are more vertices than `effort` pays for, or more than 128 strategies together, 64 in the page.
pub fn vertex_enumeration(game: &Game, effort: &mut Effort) -> Result<Found, Error> {
    let strategies = game.rows + game.columns;
    if strategies > Labels::BITS as usize {
        return Err(Error::TooManyStrategies { strategies, limit: Labels::BITS as usize });
    }
    let mut vertices =
        |player| explore(game.polytope(player), |variable| game.label(player, variable), effort);
    let (rows, columns) = (vertices(Player::Row)?, vertices(Player::Column)?);
    let is_degenerate = [(&rows, game.rows), (&columns, game.columns)]
        .iter()
        .any(|(vertices, simple)| vertices.iter().any(|at| at.count_ones() as usize > *simple));
    let mut row_strategies = Strategies::of(game, Player::Row);
    let mut column_strategies = Strategies::of(game, Player::Column);
    let mut equilibria = Vec::new();
    for (row, column) in matches(game, &rows, &columns, effort)? {
        let row = row_strategies.at(row, effort)?;
        let column = column_strategies.at(column, effort)?;
        let checked = Equilibrium::checked(game, row, column);
        equilibria.push(checked.ok_or(Error::Inconsistent)?);
    }
    Ok(Found { equilibria, is_degenerate })
}

/// Pairs of vertices that carry every label between them, but for the pair where nobody plays.
fn matches(
    game: &Game,
    rows: &[Labels],
    columns: &[Labels],
    effort: &mut Effort,
) -> Result<Vec<(Labels, Labels)>, Error> {
    let strategies = game.rows + game.columns;
    let all = Labels::MAX >> (Labels::BITS as usize - strategies);
    let nobody = Labels::MAX >> (Labels::BITS as usize - game.rows);
    // A vertex with as many labels as dimensions is matched by its complement, or by a vertex that
    // has more.
    let (mut simple, mut others) = (Set::new(), Vec::new());
    for &column in columns {
        if column.count_ones() as usize == game.columns {
            simple.insert(column);
        } else {
            others.push(column);
        }
    }
    let mut found = Vec::new();
    for &row in rows {
        let missing = all & !row;
        let mut candidates = others.as_slice();
        if row == nobody {
            continue;
        }
        if row.count_ones() as usize != game.rows {
            candidates = columns;
        } else if simple.contains(missing) {
            found.push((row, missing));
        }
        effort.spend(candidates.len() + 1, 1)?;
        for &column in candidates {
            if column & missing == missing {
                found.push((row, column));
            }
        }
    }
    Ok(found)
}

/// A player's strategies at vertices, each computed once.
struct Strategies<'a> {
    game: &'a Game,
    player: Player,
    known: Vec<(Labels, Strategy)>,
}

impl<'a> Strategies<'a> {
    fn of(game: &'a Game, player: Player) -> Self {
        Self { game, player, known: Vec::new() }
    }

    fn at(&mut self, labels: Labels, effort: &mut Effort) -> Result<Strategy, Error> {
        if let Some((_, known)) = self.known.iter().find(|(its, _)| *its == labels) {
            return Ok(known.clone());
        }
        let strategy = Strategy::new(self.weights(labels, effort)?).ok_or(Error::Inconsistent)?;
        self.known.push((labels, strategy.clone()));
        Ok(strategy)
    }

    /// The point where exactly the inequalities with these labels are tight: every variable without
    /// one of them is made basic, and takes the place of one that has.
    fn weights(&self, labels: Labels, effort: &mut Effort) -> Result<Vec<BigInt>, Error> {
        let mut tableau = self.game.polytope(self.player);
        let is_tight = |variable| labels >> self.game.label(self.player, variable) & 1 == 1;
        for column in 0..tableau.nonbasic().len() {
            if tableau.nonbasic().get(column).is_none_or(|&variable| is_tight(variable)) {
                continue;
            }
            let gives_way = |&(row, variable): &(usize, usize)| {
                is_tight(variable) && tableau.sign(row, column) != 0
            };
            let (row, _) = tableau.rows().find(gives_way).ok_or(Error::Inconsistent)?;
            tableau = tableau.pivoted(row, column, effort)?;
        }
        Ok(tableau.values())
    }
}
