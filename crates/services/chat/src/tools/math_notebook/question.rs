//! What the notebook is asked, read from what Claude wrote.

use atelier_math_framework::game::Game;
use serde::{Deserialize, Deserializer, de::Error as _};
use serde_json::Value;

use super::super::ToolFailure;

/// The functions there are, as they are asked for.
pub(super) const FUNCTIONS: [&str; 10] = [
    "fibonacci",
    "lucas",
    "zeckendorf",
    "bk_divergence",
    "convergence_metrics",
    "trajectory",
    "sequence_convergence",
    "nash_equilibria",
    "correlated_equilibrium",
    "distance",
];

/// The most strategies a player may have here: a larger table helps nobody.
const MAX_STRATEGIES: usize = 16;
/// The largest index: above it, not every number is one in JavaScript.
const MAX_WHOLE: u64 = (1 << 53) - 1;
/// The longest name of a strategy, in characters.
const MAX_NAME: usize = 60;

/// A question.
#[derive(Debug, Deserialize)]
#[serde(tag = "function", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Question {
    Fibonacci(Range),
    Lucas(Range),
    Zeckendorf { number: Long },
    BkDivergence(Range),
    ConvergenceMetrics { n: Whole, to: Whole },
    Trajectory(Way),
    SequenceConvergence { values: Vec<f64> },
    NashEquilibria(Payoffs),
    CorrelatedEquilibrium(Payoffs),
    Distance(Between),
}

/// An index, or a range of them.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Range {
    n: Whole,
    to: Option<Whole>,
}

/// A part of the way through phase space.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Way {
    pub(super) n: Whole,
    pub(super) to: Whole,
    pub(super) window: Option<usize>,
    pub(super) threshold: Option<f64>,
}

/// The payoffs of a game.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Payoffs {
    #[serde(rename = "row_payoffs")]
    row: Value,
    #[serde(rename = "column_payoffs")]
    column: Option<Value>,
    row_names: Option<Vec<String>>,
    column_names: Option<Vec<String>>,
}

/// Two distributions, and how to compare them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Between {
    pub(super) measure: String,
    pub(super) p: Vec<f64>,
    pub(super) q: Vec<f64>,
    pub(super) unit: Option<String>,
}

/// A whole number that JSON can hold for everyone, up to 2^53 − 1, written as a number or as text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Whole(pub(super) u64);

/// A whole number of up to 128 bits, written as a number or as text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Long(pub(super) u128);

impl Question {
    pub(super) fn read(input: Value) -> Result<Self, ToolFailure> {
        Self::deserialize(input).map_err(|error| {
            let functions = FUNCTIONS.join(", ");
            let text = format!("The input cannot be read: {error}. Functions: {functions}.");
            ToolFailure(text)
        })
    }
}

impl Range {
    /// The first and the last.
    pub(super) fn ends(self) -> (u64, u64) {
        (self.n.0, self.to.unwrap_or(self.n).0)
    }
}

impl Payoffs {
    /// Reads the game, and holds the names against it.
    pub(super) fn game(&self) -> Result<Game, ToolFailure> {
        let text = match &self.column {
            Some(column) => format!("[{},{column}]", self.row),
            None => self.row.to_string(),
        };
        let game = Game::from_text(&text)?;
        let most = game.rows().max(game.columns());
        if most > MAX_STRATEGIES {
            let text = format!(
                "The game has {most} strategies for a player; up to {MAX_STRATEGIES} are possible here."
            );
            return Err(ToolFailure(text));
        }
        named("row_names", self.row_names.as_deref(), game.rows())?;
        named("column_names", self.column_names.as_deref(), game.columns())?;
        Ok(game)
    }
}

fn named(field: &str, names: Option<&[String]>, strategies: usize) -> Result<(), ToolFailure> {
    let Some(names) = names else { return Ok(()) };
    let long = names.iter().any(|name| name.chars().count() > MAX_NAME);
    if names.len() == strategies && !long {
        return Ok(());
    }
    let text = format!(
        "`{field}` needs {strategies} names of up to {MAX_NAME} characters, one for each; or leave it out."
    );
    Err(ToolFailure(text))
}

impl<'de> Deserialize<'de> for Whole {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let long = Long::deserialize(deserializer)?.0;
        let whole = u64::try_from(long).ok().filter(|number| *number <= MAX_WHOLE);
        whole.map(Self).ok_or_else(|| D::Error::custom(format!("the number is above {MAX_WHOLE}")))
    }
}

impl<'de> Deserialize<'de> for Long {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = match Value::deserialize(deserializer)? {
            Value::String(text) => text,
            Value::Number(number) => number.to_string(),
            _ => return Err(D::Error::custom("a number was expected")),
        };
        let digits = text.trim().strip_suffix(".0").unwrap_or(text.trim());
        digits.parse().map(Self).map_err(|_| {
            D::Error::custom(
                "a number must be whole, 0 or more, and of up to 128 bits; write long ones as text",
            )
        })
    }
}
