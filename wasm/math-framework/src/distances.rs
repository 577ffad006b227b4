//! Distances between distributions, and diagnostics of convergence.

use atelier_math_framework::{convergence, information};
use information::Unit;
use wasm_bindgen::{JsError, prelude::wasm_bindgen};

use crate::Answer;

/// Returns the Kullback–Leibler divergence of `p` from `q`, in `nats` or `bits`.
#[wasm_bindgen(js_name = kullbackLeibler)]
pub fn kullback_leibler(p: &[f64], q: &[f64], unit: &str) -> Answer<f64> {
    Ok(information::kullback_leibler(p, q, read(unit)?)?)
}

/// Returns the Jensen–Shannon divergence, in `nats` or `bits`.
#[wasm_bindgen(js_name = jensenShannonDivergence)]
pub fn jensen_shannon_divergence(p: &[f64], q: &[f64], unit: &str) -> Answer<f64> {
    Ok(information::jensen_shannon_divergence(p, q, read(unit)?)?)
}

/// Returns the Jensen–Shannon distance, the root of the divergence in `nats` or `bits`.
#[wasm_bindgen(js_name = jensenShannonDistance)]
pub fn jensen_shannon_distance(p: &[f64], q: &[f64], unit: &str) -> Answer<f64> {
    Ok(information::jensen_shannon_distance(p, q, read(unit)?)?)
}

/// Returns the Hellinger distance.
#[wasm_bindgen(js_name = hellingerDistance)]
pub fn hellinger_distance(p: &[f64], q: &[f64]) -> Answer<f64> {
    Ok(information::hellinger_distance(p, q)?)
}

/// Returns the total variation distance.
#[wasm_bindgen(js_name = totalVariation)]
pub fn total_variation(p: &[f64], q: &[f64]) -> Answer<f64> {
    Ok(information::total_variation(p, q)?)
}

/// Returns the rate of linear convergence; undefined where there is none.
#[wasm_bindgen(js_name = rateOfConvergence)]
pub fn rate_of_convergence(sequence: &[f64]) -> Option<f64> {
    convergence::rate_of_convergence(sequence)
}

/// Returns the order of convergence; undefined where there is none.
#[wasm_bindgen(js_name = orderOfConvergence)]
pub fn order_of_convergence(sequence: &[f64]) -> Option<f64> {
    convergence::order_of_convergence(sequence)
}

/// Speeds up a sequence by Aitken's process.
#[wasm_bindgen]
pub fn aitken(sequence: &[f64]) -> Vec<f64> {
    convergence::aitken(sequence)
}

fn read(unit: &str) -> Answer<Unit> {
    match unit {
        "nats" => Ok(Unit::Nats),
        "bits" => Ok(Unit::Bits),
        _ => Err(JsError::new("the unit is `nats` or `bits`")),
    }
}
