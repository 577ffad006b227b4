//! Strategies that no one plays who thinks: those that another one, pure or mixed, beats whatever the
//! other player does.

use super::{Game, effort::Effort, linear_program::maximize};
use crate::{BigInt, Error};

/// What is left of a game when strictly dominated strategies are taken away, again and again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undominated {
    /// The rows that are left, ascending.
    pub rows: Vec<usize>,
    /// The columns that are left, ascending.
    pub columns: Vec<usize>,
    /// The game of what is left. Its equilibria are those of the whole game.
    pub game: Game,
}

/// Takes away strictly dominated strategies, by pure and by mixed ones, until none is left. The order
/// makes no difference.
///
/// Fails if it costs more than `effort`.
pub fn eliminate_dominated(game: &Game, effort: &mut Effort) -> Result<Undominated, Error> {
    let mut rows: Vec<usize> = (0..game.rows).collect();
    let mut columns: Vec<usize> = (0..game.columns).collect();
    let row_payoff = |own: usize, other: usize| game.row.integers.get(own * game.columns + other);
    let column_payoff =
        |own: usize, other: usize| game.column.integers.get(other * game.columns + own);
    loop {
        let before = rows.len() + columns.len();
        rows = keep(rows, &columns, row_payoff, effort)?;
        columns = keep(columns, &rows, column_payoff, effort)?;
        if rows.len() + columns.len() == before {
            break;
        }
    }
    let left = game.restricted(&rows, &columns)?;
    Ok(Undominated { rows, columns, game: left })
}

/// The strategies that are not dominated by the others.
fn keep<'a>(
    mut own: Vec<usize>,
    other: &[usize],
    payoff: impl Fn(usize, usize) -> Option<&'a BigInt>,
    effort: &mut Effort,
) -> Result<Vec<usize>, Error> {
    let mut at = 0;
    while let Some(&strategy) = own.get(at) {
        let rivals: Vec<usize> = own.iter().copied().filter(|&rival| rival != strategy).collect();
        if is_dominated(strategy, &rivals, other, &payoff, effort)? {
            own.remove(at);
        } else {
            at += 1;
        }
    }
    Ok(own)
}

/// Whether some mixture of the rivals earns more everywhere: whether the value of the game of their
/// advantages is positive.
fn is_dominated<'a>(
    strategy: usize,
    rivals: &[usize],
    other: &[usize],
    payoff: &impl Fn(usize, usize) -> Option<&'a BigInt>,
    effort: &mut Effort,
) -> Result<bool, Error> {
    let zero = BigInt::ZERO;
    let of = |own: usize, other: usize| payoff(own, other).unwrap_or(&zero);
    let beats = |rival: &usize| other.iter().all(|&reply| of(*rival, reply) > of(strategy, reply));
    if rivals.iter().any(beats) {
        return Ok(true);
    }
    // Who is a best reply to some pure strategy is beaten by nobody there.
    let is_best =
        |&reply: &usize| rivals.iter().all(|&rival| of(rival, reply) <= of(strategy, reply));
    if rivals.len() < 2 || other.iter().any(is_best) {
        return Ok(false);
    }
    // Payoffs are positive and this one's are subtracted, so that adding the largest makes all
    // advantages positive; the value of the game is then compared with what was added.
    let added = other.iter().map(|&reply| of(strategy, reply)).max().unwrap_or(&zero);
    let advantage = |rival, reply| of(rival, reply).minus(of(strategy, reply)).plus(added);
    let line = |&rival: &usize| {
        other.iter().map(|&reply| advantage(rival, reply)).chain([BigInt::from(1)]).collect()
    };
    let mut lines: Vec<Vec<BigInt>> = rivals.iter().map(line).collect();
    lines.push(other.iter().map(|_| BigInt::from(-1)).chain([BigInt::ZERO]).collect());
    // The dual weights are the rivals' best mixture: it is enough to see whether that one dominates.
    let mixture = maximize(&lines, effort)?.dual;
    let total = BigInt::sum(mixture.iter());
    let gains = |reply: usize| {
        let shares = rivals.iter().zip(&mixture);
        let earned = shares
            .fold(BigInt::ZERO, |sum, (&rival, weight)| sum.plus(&of(rival, reply).times(weight)));
        earned > of(strategy, reply).times(&total)
    };
    Ok(other.iter().all(|&reply| gains(reply)))
}
