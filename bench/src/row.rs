//! One budget: what was measured, beside what it is measured against.

use serde::Serialize;

/// One budget: what was measured, beside what it is measured against.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Row {
    /// What was measured.
    pub(crate) name: String,
    /// The measurement.
    pub(crate) value: f64,
    /// Its unit.
    pub(crate) unit: &'static str,
    /// What it is measured against, in the same run.
    pub(crate) anchor: Option<String>,
    /// The anchor's measurement.
    pub(crate) anchor_value: Option<f64>,
    /// Value over anchor.
    pub(crate) ratio: Option<f64>,
    /// The limit, in words.
    pub(crate) limit: String,
    /// Whether it holds; none where nothing is demanded.
    pub(crate) holds: Option<bool>,
}

impl Row {
    /// A budget in absolute terms.
    pub(crate) fn at_most(name: &str, value: f64, unit: &'static str, limit: f64) -> Self {
        Self {
            limit: format!("≤ {limit} {unit}"),
            holds: Some(value <= limit),
            ..Self::informs(name, value, unit)
        }
    }

    /// A measurement of which nothing is demanded.
    pub(crate) fn informs(name: &str, value: f64, unit: &'static str) -> Self {
        Self {
            name: name.to_owned(),
            value,
            unit,
            anchor: None,
            anchor_value: None,
            ratio: None,
            limit: String::new(),
            holds: None,
        }
    }

    /// Beside an anchor; the ratio may be at most `limit`.
    pub(crate) fn within_ratio(self, anchor: &str, anchor_value: f64, limit: f64) -> Self {
        let ratio = self.value / anchor_value;
        Self {
            limit: format!("≤ {limit} ×"),
            holds: Some(ratio <= limit),
            ..self.beside(anchor, anchor_value)
        }
    }

    /// Beside an anchor; the difference may be at most `limit`.
    pub(crate) fn within_difference(self, anchor: &str, anchor_value: f64, limit: f64) -> Self {
        Self {
            limit: format!("≤ +{limit} {}", self.unit),
            holds: Some(self.value - anchor_value <= limit),
            ..self.beside(anchor, anchor_value)
        }
    }

    /// Beside an anchor, which only informs; a limit that stands goes on standing.
    pub(crate) fn beside(self, anchor: &str, anchor_value: f64) -> Self {
        Self {
            anchor: Some(anchor.to_owned()),
            anchor_value: Some(anchor_value),
            ratio: Some(self.value / anchor_value),
            ..self
        }
    }
}
