//! The equilibria of a game by the method that suits it.

use num_bigint::BigInt;

use super::{
    Game, effort::Effort, equilibrium::Equilibrium, lemke_howson::lemke_howson,
    linear_program::solve_zero_sum, vertices::vertex_enumeration,
};
use crate::Error;

/// How equilibria were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// By all vertices: these are all extreme equilibria there are.
    VertexEnumeration,
    /// By linear programming: one, of a zero-sum game that is too large for all vertices. All others
    /// have the same value.
    LinearProgram,
    /// By Lemke and Howson's paths from every label: there may be more.
    LemkeHowson,
}

/// The equilibria of a game.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Equilibria {
    /// How they were found.
    pub method: Method,
    /// Whether these are all extreme equilibria. In a game that is not degenerate there are no others
    /// at all; in a degenerate one all others are mixtures of these.
    pub is_complete: bool,
    /// Whether the game is degenerate; none where that is not known.
    pub is_degenerate: Option<bool>,
    /// The equilibria, each checked.
    pub equilibria: Vec<Equilibrium>,
    /// For each equilibrium the number of its component: those that share a number are connected
    /// by equilibria.
    pub components: Vec<usize>,
}

/// Finds the Nash equilibria of a game: all extreme ones if `effort` suffices for that; else one for a
/// zero-sum game, and otherwise those to which Lemke and Howson's paths lead.
///
/// A quarter of the effort goes into finding all.
///
/// Fails if not even one is found.
pub fn detect_nash_equilibria(game: &Game, effort: &mut Effort) -> Result<Equilibria, Error> {
    match vertex_enumeration(game, &mut effort.part(4)) {
        Ok(found) => {
            let components = components(&found.equilibria);
            return Ok(Equilibria {
                method: Method::VertexEnumeration,
                is_complete: true,
                is_degenerate: Some(found.is_degenerate),
                equilibria: found.equilibria,
                components,
            });
        }
        Err(Error::TooMuchWork { .. } | Error::TooManyStrategies { .. }) => {}
        Err(error) => return Err(error),
    }
    let (method, equilibria) = if game.is_constant_sum() {
        (Method::LinearProgram, vec![solve_zero_sum(game, effort)?.equilibrium])
    } else {
        (Method::LemkeHowson, all_paths(game, effort)?)
    };
    let components = components(&equilibria);
    Ok(Equilibria { method, is_complete: false, is_degenerate: None, equilibria, components })
}

/// The ends of the paths from all labels, as far as the effort goes; at least one.
fn all_paths(game: &Game, effort: &mut Effort) -> Result<Vec<Equilibrium>, Error> {
    let mut found: Vec<Equilibrium> = Vec::new();
    for label in 0..game.rows + game.columns {
        match lemke_howson(game, label, effort) {
            Ok(equilibrium) if found.contains(&equilibrium) => {}
            Ok(equilibrium) => found.push(equilibrium),
            Err(Error::TooMuchWork { .. }) if !found.is_empty() => break,
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}

/// Numbers the connected parts: extreme equilibria that share a strategy have mixtures of the other
/// between them.
fn components(equilibria: &[Equilibrium]) -> Vec<usize> {
    let mut numbers: Vec<usize> = (0..equilibria.len()).collect();
    let mut rows = std::collections::HashMap::<&[BigInt], usize>::new();
    let mut columns = std::collections::HashMap::<&[BigInt], usize>::new();
    for (at, equilibrium) in equilibria.iter().enumerate() {
        let same_row = *rows.entry(equilibrium.row.weights()).or_insert(at);
        let same_column = *columns.entry(equilibrium.column.weights()).or_insert(at);
        for other in [same_row, same_column] {
            join(&mut numbers, at, other);
        }
    }
    let roots: Vec<usize> = (0..numbers.len()).map(|at| root(&numbers, at)).collect();
    let mut order: Vec<usize> = roots.clone();
    order.sort_unstable();
    order.dedup();
    roots.iter().map(|root| order.binary_search(root).unwrap_or_default()).collect()
}

fn root(numbers: &[usize], mut at: usize) -> usize {
    while let Some(&above) = numbers.get(at)
        && above != at
    {
        at = above;
    }
    at
}

fn join(numbers: &mut [usize], one: usize, other: usize) {
    let (one, other) = (root(numbers, one), root(numbers, other));
    if let Some(above) = numbers.get_mut(one.max(other)) {
        *above = one.min(other);
    }
}
