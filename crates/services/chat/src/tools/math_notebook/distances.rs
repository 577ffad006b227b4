//! Distances between distributions.

use atelier_math_framework::information::{
    Unit, hellinger_distance, jensen_shannon_distance, jensen_shannon_divergence, kullback_leibler,
    total_variation,
};
use serde_json::{Value, json};

use super::{super::ToolFailure, question::Between};

/// The measures there are.
pub(super) const MEASURES: [&str; 5] = [
    "kullback_leibler",
    "jensen_shannon",
    "jensen_shannon_distance",
    "hellinger",
    "total_variation",
];

pub(super) fn distance(asked: &Between) -> Result<Value, ToolFailure> {
    let Between { measure, p, q, unit } = asked;
    let name = unit.as_deref().unwrap_or("nats");
    let unit = match name {
        "nats" => Unit::Nats,
        "bits" => Unit::Bits,
        _ => return Err(ToolFailure("`unit` is `nats` or `bits`.".to_owned())),
    };
    let (value, unit) = match measure.as_str() {
        "kullback_leibler" => (kullback_leibler(p, q, unit), Some(name)),
        "jensen_shannon" => (jensen_shannon_divergence(p, q, unit), Some(name)),
        "jensen_shannon_distance" => (jensen_shannon_distance(p, q, unit), None),
        "hellinger" => (hellinger_distance(p, q), None),
        "total_variation" => (total_variation(p, q), None),
        _ => {
            let measures = MEASURES.join(", ");
            return Err(ToolFailure(format!("`measure` is one of {measures}.")));
        }
    };
    let value = value?;
    // JSON has no infinity, and the divergence of what the other rules out is infinite.
    let value = if value.is_finite() { json!(value) } else { json!("infinite") };
    Ok(json!({ "function": "distance", "measure": measure, "value": value, "unit": unit }))
}
