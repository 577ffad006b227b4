//! Games. Payoffs are JSON: `[A, B]`, a matrix for each player given by rows, or one matrix of a
//! zero-sum game; numbers, or fractions in quotes.

use atelier_math_framework::game::{self, Effort, Equilibrium, Game, Method, Strategy};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{Answer, json::Json};

/// The steps that a question may take in the page unless it says otherwise: a second or two.
const STEPS: u64 = 300_000_000;

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
    let each = found.equilibria.iter().zip(&found.components);
    let each = each.map(|(one, component)| {
        equilibrium(one).with("component", Json::plain(component)).object()
    });
    let is_degenerate = found.is_degenerate.map_or_else(Json::none, |is| Json::plain(&is));
    Ok(Json::default()
        .with("method", Json::text(&method))
        .with("isComplete", Json::plain(&found.is_complete))
        .with("isDegenerate", is_degenerate)
        .with("equilibria", Json::list(each))
        .done())
}

/// Follows the path that begins with a label: rows are counted first, then columns. Returns JSON of
/// one equilibrium: `{row, column, rowPayoff, columnPayoff}`.
#[wasm_bindgen(js_name = lemkeHowson)]
pub fn lemke_howson(payoffs: &str, label: usize, steps: Option<u32>) -> Answer<String> {
    let found = game::lemke_howson(&Game::from_text(payoffs)?, label, &mut effort(steps))?;
    Ok(equilibrium(&found).done())
}

/// Solves a zero-sum game. Returns JSON of an equilibrium, as [`lemke_howson`] does; the row player's
/// payoff is the value of the game.
#[wasm_bindgen(js_name = solveZeroSum)]
pub fn solve_zero_sum(payoffs: &str, steps: Option<u32>) -> Answer<String> {
    let found = game::solve_zero_sum(&Game::from_text(payoffs)?, &mut effort(steps))?;
    Ok(equilibrium(&found.equilibrium).done())
}

/// Takes away strictly dominated strategies. Returns JSON of what is left: `{rows, columns}`.
#[wasm_bindgen(js_name = eliminateDominated)]
pub fn eliminate_dominated(payoffs: &str, steps: Option<u32>) -> Answer<String> {
    let left = game::eliminate_dominated(&Game::from_text(payoffs)?, &mut effort(steps))?;
    let list = |kept: &[usize]| Json::list(kept.iter().map(|at| Json::plain(at)));
    Ok(Json::default().with("rows", list(&left.rows)).with("columns", list(&left.columns)).done())
}

/// Finds a correlated equilibrium with the largest sum of payoffs. Returns JSON: `{recommendations,
/// rowPayoff, columnPayoff}`, the recommendations row by row.
#[wasm_bindgen(js_name = correlatedEquilibrium)]
pub fn correlated_equilibrium(payoffs: &str, steps: Option<u32>) -> Answer<String> {
    let found = game::correlated_equilibrium(&Game::from_text(payoffs)?, &mut effort(steps))?;
    Ok(Json::default()
        .with("recommendations", shares(&found.recommendations))
        .with("rowPayoff", Json::text(&found.row_payoff))
        .with("columnPayoff", Json::text(&found.column_payoff))
        .done())
}

fn equilibrium(found: &Equilibrium) -> Json {
    Json::default()
        .with("row", shares(&found.row))
        .with("column", shares(&found.column))
        .with("rowPayoff", Json::text(&found.row_payoff))
        .with("columnPayoff", Json::text(&found.column_payoff))
}

fn shares(strategy: &Strategy) -> Json {
    Json::list(strategy.probabilities().iter().map(|share| Json::text(share)))
}

fn effort(steps: Option<u32>) -> Effort {
    Effort::of(steps.map_or(STEPS, u64::from))
}
