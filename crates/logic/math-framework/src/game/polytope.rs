//! The two polytopes of a game, whose vertices make its equilibria.

use super::{
    Game,
    tableau::{Tableau, line},
};
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
        #[cfg(not(target_arch = "wasm32"))]
        if let Some(words) = self.words(player) {
            let own = if player == Player::Row { self.rows } else { self.columns };
            return Tableau::of_words(words, own + 1);
        }
        Tableau::new(&self.inequalities(player), 0)
    }

    /// The same in machine words, line by line, if they suffice.
    #[cfg(not(target_arch = "wasm32"))]
    fn words(&self, player: Player) -> Option<Vec<i64>> {
        let mut words = Vec::with_capacity((self.rows + 1) * (self.columns + 1));
        match player {
            Player::Row => {
                let payoffs = self.column.short.as_ref()?;
                for column in 0..self.columns {
                    words.extend(payoffs.iter().skip(column).step_by(self.columns));
                    words.push(1);
                }
            }
            Player::Column => {
                for row in self.row.short.as_ref()?.chunks(self.columns) {
                    words.extend(row);
                    words.push(1);
                }
            }
        }
        Some(words)
    }

    /// The same, as lines.
    pub(super) fn inequalities(&self, player: Player) -> Vec<Vec<BigInt>> {
        let columns = self.columns;
        let (own, replies) = match player {
            Player::Row => (self.rows, columns),
            Player::Column => (columns, self.rows),
        };
        let mut lines = Vec::with_capacity(replies + 1);
        for reply in 0..replies {
            let earned = |strategy: usize| {
                let earned = match player {
                    Player::Row => self.column.integers.get(strategy * columns + reply),
                    Player::Column => self.row.integers.get(reply * columns + strategy),
                };
                earned.cloned().unwrap_or_default()
            };
            lines.push(line(own, &earned, 1));
        }
        lines
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
