//! Games. Payoffs are JSON: `[A, B]`, a matrix for each player given by rows, or one matrix of a
//! zero-sum game; numbers, or fractions in quotes.

use atelier_math_framework::game::{self, Effort, Equilibrium, Game, Method, Strategy};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{Answer, json::Json};

/// The steps that a question may take in the page unless it says otherwise: some seconds.
const STEPS: u64 = 2_000_000_000;

/// Finds the Nash equilibria. Returns JSON: `{method, isComplete, isDegenerate, equilibria: [{row,
/// column, rowPayoff, columnPayoff, component}]}`, where strategies are lists of fractions.
#[wasm_bindgen(js_name = detectNashEquilibria)]
pub fn detect_nash_equilibria(payoffs: &str, steps: Option<u32>) -> Answer<String> {
    let game = Game::from_text(payoffs)?;
    let found = game::detect_nash_equilibria(&game, &mut effort(steps))?;
    let method = match found.method {
        Method::VertexEnumeration => "vertex enumeration",
        Method::LinearProgram => "linear program",
        Method::LemkeHowson => "Lemke–Howson",
    };
    let each: Vec<_> = found.equilibria.iter().zip(&found.components).collect();
    let each = Json::list(&each, &|(one, component)| {
        equilibrium(one).with("component", Json::whole(**component as u64)).object()
    });
    let is_degenerate = found.is_degenerate.map_or_else(Json::none, Json::truth);
    Ok(Json::default()
        .with("method", Json::text(method))
        .with("isComplete", Json::truth(found.is_complete))
        .with("isDegenerate", is_degenerate)
        .with("equilibria", each)
        .done())
}

fn equilibrium(found: &Equilibrium) -> Json {
    Json::default()
        .with("row", shares(&found.row))
        .with("column", shares(&found.column))
        .with("rowPayoff", Json::fraction(&found.row_payoff))
        .with("columnPayoff", Json::fraction(&found.column_payoff))
}

fn shares(strategy: &Strategy) -> Json {
    Json::list(&strategy.probabilities(), &Json::fraction)
}

fn effort(steps: Option<u32>) -> Effort {
    Effort::of(steps.map_or(STEPS, u64::from))
}
