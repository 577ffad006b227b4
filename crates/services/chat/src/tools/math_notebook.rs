//! The math notebook: exact sequences and games for Claude to work with, over the math framework.
//!
//! It reads nothing and changes nothing. Numbers are exact and go out as text; what a call may cost
//! is bounded, and what is refused says how to ask instead.

mod distances;
mod games;
mod question;
mod sequences;

use std::{sync::Arc, time::Duration};

use serde_json::{Value, json};

use self::question::Question;
use super::{ClientTool, ToolFailure};

/// The name by which Claude asks for it.
const NAME: &str = "math_notebook";

const DESCRIPTION: &str = "Computes exactly what is easy to get wrong by hand, and shows the person a \
    table or a plot of it. Choose one `function`:\n\
    - fibonacci, lucas: the number at index `n`, or those from `n` to `to`.\n\
    - zeckendorf: `number` as a sum of Fibonacci numbers no two of which are neighbors.\n\
    - bk_divergence: V(n), the sum of the Zeckendorf indices of n with F(2) = 1, its running sum U, and \
    the running sum S of U, at `n` or from `n` to `to`.\n\
    - convergence_metrics: means, maxima and growth of V, U and S from `n` to `to`.\n\
    - trajectory: the way of (V, U, S) from `n` to `to`, and the stable points near which it stays.\n\
    - sequence_convergence: rate, order and Aitken's limit of the numbers in `values`.\n\
    - nash_equilibria: all extreme Nash equilibria of a game of two players, with exact mixed strategies \
    and certificates (what every pure reply earns). Leave out `column_payoffs` for a zero-sum game.\n\
    - correlated_equilibrium: one with the largest sum of payoffs.\n\
    - distance: how far the distribution `p` is from `q`, by `measure`.\n\
    Numbers come back as text, fractions as 1/3. Write fractions and long numbers as text too. Use it \
    instead of working such things out yourself. It does no other arithmetic.";

/// Returns the tool.
pub(super) fn tool() -> ClientTool {
    ClientTool {
        name: NAME,
        title: "Math notebook",
        summary: "Exact sequences, equilibria of games and distances, with plots. It works on this \
                  computer and changes nothing.",
        description: DESCRIPTION,
        input_schema: schema(),
        limit: Duration::from_secs(20),
        enabled: |settings| settings.math_notebook,
        run: Arc::new(|input, _stop| Box::pin(run(input))),
    }
}

async fn run(input: Value) -> Result<Value, ToolFailure> {
    let question = Question::read(input)?;
    // It computes without pause, and would hold up whatever else this thread does.
    let work = tokio::task::spawn_blocking(move || answer(question));
    work.await.unwrap_or_else(|error| {
        tracing::error!(%error, "the math notebook failed");
        Err(ToolFailure("The math notebook failed, which is a defect of Atelier.".to_owned()))
    })
}

/// What the math framework refuses, in words for Claude.
impl From<atelier_math_framework::Error> for ToolFailure {
    fn from(error: atelier_math_framework::Error) -> Self {
        Self(format!("{error}."))
    }
}

fn answer(question: Question) -> Result<Value, ToolFailure> {
    match question {
        Question::Fibonacci(range) => sequences::fibonacci(range),
        Question::Lucas(range) => sequences::lucas(range),
        Question::Zeckendorf { number } => Ok(sequences::zeckendorf(number.0)),
        Question::BkDivergence(range) => sequences::bk_divergence(range),
        Question::ConvergenceMetrics { n, to } => sequences::convergence_metrics(n.0, to.0),
        Question::Trajectory(asked) => sequences::trajectory(&asked),
        Question::SequenceConvergence { values } => sequences::sequence_convergence(&values),
        Question::NashEquilibria(payoffs) => games::nash_equilibria(&payoffs),
        Question::CorrelatedEquilibrium(payoffs) => games::correlated_equilibrium(&payoffs),
        Question::Distance(asked) => distances::distance(&asked),
    }
}

fn schema() -> Value {
    let index = json!(["integer", "string"]);
    let numbers =
        |what: &str| json!({"type": "array", "items": {"type": "number"}, "description": what});
    let names =
        |what: &str| json!({"type": "array", "items": {"type": "string"}, "description": what});
    let matrix = |what: &str| {
        json!({
            "type": "array",
            "items": {"type": "array", "items": {"type": ["number", "string"]}},
            "description": what,
        })
    };
    json!({
        "type": "object",
        "properties": {
            "function": {"type": "string", "enum": question::FUNCTIONS},
            "n": {"type": index, "description": "An index or number, 0 or more; of a range the first."},
            "to": {"type": index, "description": "The last of a range."},
            "number": {"type": index, "description": "zeckendorf: up to 128 bits."},
            "window": {"type": "integer", "description": "trajectory: neighbors on either side (3)."},
            "threshold": {"type": "number", "description": "trajectory: least closeness, 0 to 1 (0.8)."},
            "values": numbers("sequence_convergence: 3 to 200 numbers."),
            "row_payoffs": matrix("Games: the row player's payoffs, a list of rows."),
            "column_payoffs": matrix("Games: the column player's, in the same shape."),
            "row_names": names("Games: names of the rows, for the table shown."),
            "column_names": names("Games: names of the columns."),
            "measure": {"type": "string", "enum": distances::MEASURES},
            "p": numbers("distance: probabilities."),
            "q": numbers("distance: as many."),
            "unit": {"type": "string", "enum": ["nats", "bits"], "description": "distance (nats)."},
        },
        "required": ["function"],
        "additionalProperties": false,
    })
}

#[cfg(test)]
mod tests;
