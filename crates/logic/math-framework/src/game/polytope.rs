//! The two polytopes of a game, whose vertices make its equilibria.

use super::{Game, tableau::Tableau};
use crate::BigInt;

/// Whose strategies are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Player {
    Row,
    Column,
}

impl Player {
    pub(super) fn other(self) -> Self {
        match self {
            Self::Row => Self::Column,
            Self::Column => Self::Row,
        }
    }
}

impl Game {
    /// The inequalities of a player's polytope: against its point no reply earns more than 1.
    pub(super) fn polytope(&self, player: Player) -> Tableau {
        let columns = self.columns;
        let lines: Vec<Vec<BigInt>> = match player {
            Player::Row => {
                let payoffs = &self.column.integers;
                let reply = |column| payoffs.iter().skip(column).step_by(columns).cloned();
                (0..columns)
                    .map(|column| reply(column).chain([BigInt::from(1)]).collect())
                    .collect()
            }
            Player::Column => {
                let replies = self.row.integers.chunks(columns);
                replies
                    .map(|reply| reply.iter().cloned().chain([BigInt::from(1)]).collect())
                    .collect()
            }
        };
        Tableau::new(&lines, 0)
    }

    /// The label of a variable of a player's polytope: a strategy of its own that is not played, or
    /// one of the other player that is a best reply. Labels count the rows, then the columns.
    pub(super) fn label(&self, player: Player, variable: usize) -> usize {
        match player {
            Player::Row => variable,
            Player::Column if variable < self.columns => self.rows + variable,
            Player::Column => variable - self.columns,
        }
    }
}
