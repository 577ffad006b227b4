//! Equilibria by supports: for every pair of equally large sets of strategies, the one mixture that
//! makes the other player indifferent. Slow, simple, and a check on the other methods.

use super::{Game, effort::Effort, equilibrium::Equilibrium, strategy::Strategy};
use crate::{BigInt, Error};

/// Returns all equilibria of a game that is not degenerate; of a degenerate one those whose supports
/// are equally large and leave no choice.
///
/// Fails if there are more pairs of supports than `effort` pays for.
pub fn support_enumeration(game: &Game, effort: &mut Effort) -> Result<Vec<Equilibrium>, Error> {
    let mut found = Vec::new();
    for size in 1..=game.rows.min(game.columns) {
        let mut rows: Vec<usize> = (0..size).collect();
        loop {
            let mut columns: Vec<usize> = (0..size).collect();
            loop {
                // Elimination takes about a third of the cube, twice, in long integers.
                effort.spend(size * size * size + 1, 20)?;
                found.extend(equilibrium(game, &rows, &columns));
                if !advance(&mut columns, game.columns) {
                    break;
                }
            }
            if !advance(&mut rows, game.rows) {
                break;
            }
        }
    }
    Ok(found)
}

/// The next set of the same size in lexicographic order, if there is one.
fn advance(set: &mut [usize], limit: usize) -> bool {
    let size = set.len();
    let movable = (0..size).rev().find(|&at| set.get(at).is_some_and(|&of| of + size < limit + at));
    let Some(from) = movable else { return false };
    let start = set.get(from).map_or(0, |of| of + 1);
    for (element, value) in set.iter_mut().skip(from).zip(start..) {
        *element = value;
    }
    true
}

fn equilibrium(game: &Game, rows: &[usize], columns: &[usize]) -> Option<Equilibrium> {
    let payoff =
        |of: &[BigInt], row: usize, column: usize| of.get(row * game.columns + column).cloned();
    let system = |of: &[BigInt], equations: &[usize], unknowns: &[usize], by_row: bool| {
        let line = |&equation: &usize| {
            let entry = |&unknown: &usize| {
                if by_row { payoff(of, equation, unknown) } else { payoff(of, unknown, equation) }
            };
            unknowns.iter().map(entry).chain([Some(1.into())]).collect::<Option<Vec<BigInt>>>()
        };
        equations.iter().map(line).collect::<Option<Vec<_>>>()
    };
    let column = solve(system(&game.row.integers, rows, columns, true)?)?;
    let row = solve(system(&game.column.integers, columns, rows, false)?)?;
    let spread = |values: Vec<BigInt>, over: &[usize], count: usize| {
        let mut weights = vec![BigInt::ZERO; count];
        for (value, &at) in values.into_iter().zip(over) {
            *weights.get_mut(at)? = value;
        }
        Strategy::new(weights)
    };
    let row = spread(row, rows, game.rows)?;
    let column = spread(column, columns, game.columns)?;
    // Supports that shrink are found again where they are smaller.
    let is_whole = row.support().len() == rows.len() && column.support().len() == columns.len();
    if is_whole { Equilibrium::checked(game, row, column) } else { None }
}

/// Solves a square system whose lines end with their right-hand sides, by elimination without
/// fractions. Returns the solution times a common factor that makes it whole and the first of it
/// positive; none if there is not exactly one.
fn solve(mut lines: Vec<Vec<BigInt>>) -> Option<Vec<BigInt>> {
    let size = lines.len();
    let mut determinant = BigInt::from(1);
    for column in 0..size {
        let pivot = (column..size).find(|&at| entry(&lines, at, column) != Some(&BigInt::ZERO))?;
        lines.swap(column, pivot);
        let top = lines.get(column)?.clone();
        let head = top.get(column)?.clone();
        for (_, line) in lines.iter_mut().enumerate().filter(|(at, _)| *at != column) {
            let factor = line.get(column)?.clone();
            for (entry, above) in line.iter_mut().zip(&top) {
                *entry = entry.times(&head).minus(&factor.times(above)).over(&determinant);
            }
        }
        determinant = head;
    }
    let solution: Option<Vec<BigInt>> = lines.iter().map(|line| line.last().cloned()).collect();
    let is_negative = determinant.is_negative();
    Some(
        solution?
            .into_iter()
            .map(|value| if is_negative { value.negative() } else { value })
            .collect(),
    )
}

fn entry(lines: &[Vec<BigInt>], line: usize, column: usize) -> Option<&BigInt> {
    lines.get(line)?.get(column)
}
