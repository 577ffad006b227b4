//! Distances between distributions.

use atelier_math_framework::information::{self, Unit};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{Answer, Thrown};

/// Returns how far apart two distributions are, by the measure named: `kullback-leibler`,
/// `jensen-shannon` (the divergence) or `jensen-shannon-distance`, in `nats` or `bits`.
#[wasm_bindgen]
pub fn distance(measure: &str, p: &[f64], q: &[f64], unit: &str) -> Answer<f64> {
    let unit = match unit {
        "nats" => Unit::Nats,
        "bits" => Unit::Bits,
        _ => return Err(Thrown::new("the unit is `nats` or `bits`")),
    };
    Ok(match measure {
        "kullback-leibler" => information::kullback_leibler(p, q, unit)?,
        "jensen-shannon" => information::jensen_shannon_divergence(p, q, unit)?,
        "jensen-shannon-distance" => information::jensen_shannon_distance(p, q, unit)?,
        _ => return Err(Thrown::new("there is no such measure")),
    })
}
