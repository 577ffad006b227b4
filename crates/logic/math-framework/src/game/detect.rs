//! The equilibria of a game by the method that suits it.

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
    /// For each equilibrium the first that it is connected with by equilibria: those with the same
    /// number make a component.
    pub components: Vec<usize>,
}

/// Finds the Nash equilibria of a game: all extreme ones if `effort` suffices for that; else one for a
/// zero-sum game, and otherwise those to which Lemke and Howson's paths lead.
///
/// An eighth of the effort goes into finding all.
///
/// Fails if not even one is found.
pub fn detect_nash_equilibria(game: &Game, effort: &mut Effort) -> Result<Equilibria, Error> {
    match vertex_enumeration(game, &mut effort.part(8)) {
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
    // In the page, where code is dear, the paths do for these as well.
    let by_program = cfg!(not(target_arch = "wasm32")) && game.is_constant_sum();
    let (method, equilibria) = if by_program {
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
    for (at, one) in equilibria.iter().enumerate() {
        for (with, other) in equilibria.iter().enumerate().take(at) {
            let both = numbers.get(at).copied().zip(numbers.get(with).copied());
            if let Some((own, its)) = both.filter(|(own, its)| own != its)
                && (one.row == other.row || one.column == other.column)
            {
                for number in numbers.iter_mut().filter(|number| **number == own.max(its)) {
                    *number = own.min(its);
                }
            }
        }
    }
    numbers
}
