//! Strategies that no one plays who thinks: those that another one, pure or mixed, beats whatever the
//! other player does.

use super::{Game, effort::Effort, linear_program::maximize, polytope::Player, tableau::line};
use crate::{BigInt, Error};

/// What is left of a game when strictly dominated strategies are taken away, again and again. Its
/// equilibria are those of the whole game.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undominated {
    /// The rows that are left, ascending.
    pub rows: Vec<usize>,
    /// The columns that are left, ascending.
    pub columns: Vec<usize>,
}

/// Takes away strictly dominated strategies, by pure and by mixed ones, until none is left. The order
/// makes no difference.
///
/// Fails if it costs more than `effort`.
pub fn eliminate_dominated(game: &Game, effort: &mut Effort) -> Result<Undominated, Error> {
    let mut left = Left { game, players: [(0..game.rows).collect(), (0..game.columns).collect()] };
    let mut since = 0;
    // Until neither player has lost a strategy since the other did.
    for player in [Player::Row, Player::Column].into_iter().cycle() {
        since = if left.reduce(player, effort)? { 0 } else { since + 1 };
        if since == 2 {
            break;
        }
    }
    let [rows, columns] = left.players;
    Ok(Undominated { rows, columns })
}

/// What is left while strategies are taken away.
struct Left<'a> {
    game: &'a Game,
    /// The rows, then the columns.
    players: [Vec<usize>; 2],
}

impl Left<'_> {
    /// Takes a player's dominated strategies away, and says whether there were any.
    fn reduce(&mut self, player: Player, effort: &mut Effort) -> Result<bool, Error> {
        let (mut at, mut is_less) = (0, false);
        while let Some(&strategy) = self.of(player).get(at) {
            if self.is_dominated(player, strategy, effort)? {
                let [rows, columns] = &mut self.players;
                let own = if player == Player::Row { rows } else { columns };
                own.remove(at);
                is_less = true;
            } else {
                at += 1;
            }
        }
        Ok(is_less)
    }

    fn of(&self, player: Player) -> &[usize] {
        let [rows, columns] = &self.players;
        if player == Player::Row { rows } else { columns }
    }

    /// How much more `rival` earns than `strategy` against `reply`.
    fn advantage(&self, player: Player, [rival, strategy]: [usize; 2], reply: usize) -> BigInt {
        let [rival, strategy] = [rival, strategy].map(|own| match player {
            Player::Row => self.game.row.integers.get(own * self.game.columns + reply),
            Player::Column => self.game.column.integers.get(reply * self.game.columns + own),
        });
        rival.zip(strategy).map(|(rival, strategy)| rival.minus(strategy)).unwrap_or_default()
    }

    /// Whether some mixture of the others earns more against every reply: whether the game of their
    /// advantages has a positive value.
    fn is_dominated(
        &self,
        player: Player,
        strategy: usize,
        effort: &mut Effort,
    ) -> Result<bool, Error> {
        let replies = self.of(player.other());
        let mut rivals = Vec::new();
        let mut least = BigInt::from(0);
        for &rival in self.of(player).iter().filter(|&&rival| rival != strategy) {
            let advantages: Vec<BigInt> = replies
                .iter()
                .map(|&reply| self.advantage(player, [rival, strategy], reply))
                .collect();
            let worst = advantages.iter().min().cloned().unwrap_or_default();
            if worst > BigInt::ZERO {
                return Ok(true);
            }
            least = least.min(worst);
            rivals.push(advantages);
        }
        // A best reply to some reply is beaten by nobody there.
        let is_best = |reply: usize| {
            rivals.iter().all(|rival| rival.get(reply).is_some_and(|gain| *gain <= BigInt::ZERO))
        };
        if (0..replies.len()).any(is_best) {
            return Ok(false);
        }
        // Shifted, so that all are positive; the mixture is the same.
        let shift = BigInt::from(1).minus(&least);
        let mut lines: Vec<Vec<BigInt>> = Vec::new();
        for rival in &rivals {
            let at = |reply: usize| rival.get(reply).unwrap_or(&least).plus(&shift);
            lines.push(line(replies.len(), &at, 1));
        }
        lines.push(line(replies.len(), &|_| BigInt::from(-1), 0));
        let mixture = maximize(&lines, effort)?.dual;
        let gain = |reply: usize| {
            let parts = rivals.iter().zip(&mixture);
            parts.fold(BigInt::ZERO, |sum, (rival, weight)| {
                sum.plus(&rival.get(reply).unwrap_or(&least).times(weight))
            })
        };
        Ok((0..replies.len()).all(|reply| gain(reply) > BigInt::ZERO))
    }
}
