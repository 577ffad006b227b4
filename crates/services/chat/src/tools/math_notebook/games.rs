//! Games: their equilibria, each with what shows that it is one.

use atelier_math_framework::{
    Rational,
    game::{Effort, Equilibrium, Game, Method, correlated_equilibrium as correlated},
    game::{Strategy, detect_nash_equilibria},
};
use serde_json::{Value, json};

use super::{super::ToolFailure, question::Payoffs};

/// The steps that a game may take: about two seconds.
const STEPS: u64 = 1_000_000_000;
/// The most equilibria that are listed.
const LISTED: usize = 64;

pub(super) fn nash_equilibria(payoffs: &Payoffs) -> Result<Value, ToolFailure> {
    let game = payoffs.game()?;
    let found = detect_nash_equilibria(&game, &mut Effort::of(STEPS))?;
    let method = match found.method {
        Method::VertexEnumeration => "vertex enumeration",
        Method::LinearProgram => "linear program",
        Method::LemkeHowson => "Lemke-Howson",
    };
    let listed = found.equilibria.iter().zip(&found.components).take(LISTED);
    Ok(json!({
        "function": "nash_equilibria",
        "rows": game.rows(),
        "columns": game.columns(),
        "method": method,
        "is_complete": found.is_complete,
        "is_degenerate": found.is_degenerate,
        "count": found.equilibria.len(),
        "equilibria": listed.map(|(one, part)| equilibrium(&game, one, *part)).collect::<Vec<_>>(),
    }))
}

fn equilibrium(game: &Game, found: &Equilibrium, component: usize) -> Value {
    let certificate = found.certificate(game);
    let (rows, columns) = certificate.map(|it| (it.rows, it.columns)).unwrap_or_default();
    json!({
        "row": shares(&found.row),
        "column": shares(&found.column),
        "row_payoff": found.row_payoff.text(),
        "column_payoff": found.column_payoff.text(),
        "component": component,
        "certificate": { "row_replies": texts(&rows), "column_replies": texts(&columns) },
    })
}

pub(super) fn correlated_equilibrium(payoffs: &Payoffs) -> Result<Value, ToolFailure> {
    let game = payoffs.game()?;
    let found = correlated(&game, &mut Effort::of(STEPS))?;
    let shares = shares(&found.recommendations);
    let table: Vec<&[String]> = shares.chunks(game.columns().max(1)).collect();
    Ok(json!({
        "function": "correlated_equilibrium",
        "rows": game.rows(),
        "columns": game.columns(),
        "recommendations": table,
        "row_payoff": found.row_payoff.text(),
        "column_payoff": found.column_payoff.text(),
    }))
}

fn shares(strategy: &Strategy) -> Vec<String> {
    texts(&strategy.probabilities())
}

fn texts(numbers: &[Rational]) -> Vec<String> {
    numbers.iter().map(Rational::text).collect()
}
