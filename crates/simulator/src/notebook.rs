//! Requests for the math notebook, a tool of Atelier's own, so that it can be tried without a model.

use serde_json::{Value, json};

use crate::Scenario;
use crate::request::{Asked, role, text_of};

/// The tool.
const NAME: &str = "math_notebook";
/// What a person asks for to be asked without an end.
const ENDLESS: &str = "/simulate math endless";

/// What the word does, and which others may follow it.
pub(crate) const MEANING: &str = "asks for the math notebook, where the request offers it: game, \
    degenerate, correlated, trajectory, both, fibonacci, lucas, long, zeckendorf, divergence, metrics, \
    sequence, distance, wrong, unknown, slow, endless";

/// What the word asks for; none where there is no such word.
pub(crate) fn scenario(asked: &Asked, word: &str) -> Option<Scenario> {
    let offers = |tool: &Value| tool.get("name").and_then(Value::as_str) == Some(NAME);
    if !asked.tools().iter().any(offers) {
        return Some(Scenario::Say(
            "**The simulator** (not a model) was told to ask for the math notebook, but this request \
             does not offer it. Switch it on beside the message, or in *Settings*, *Chat*."
                .to_owned(),
        ));
    }
    Some(ask(asked, if word == "unknown" { "no_such_tool" } else { NAME }, inputs(word)?))
}

/// What follows results: the same again for who asked for that.
pub(crate) fn again(asked: &Asked) -> Option<Scenario> {
    let mut said = asked.messages().iter().filter(|it| role(it) == "user").map(text_of);
    let last = said.rfind(|text| !text.is_empty())?;
    (last.trim() == ENDLESS).then(|| ask(asked, NAME, inputs("endless").unwrap_or_default()))
}

fn ask(asked: &Asked, name: &str, inputs: Vec<Value>) -> Scenario {
    let text = "The simulator asks for the *math notebook*.";
    let mut blocks = vec![json!({"type": "text", "text": text, "citations": null})];
    let so_far = asked.messages().len();
    blocks.extend((0..).zip(inputs).map(|(place, input): (u32, Value)| {
        json!({
            "type": "tool_use", "id": format!("toolu_simulated_{so_far}_{place}"), "name": name,
            "input": input, "caller": {"type": "direct"},
        })
    }));
    Scenario::Blocks(blocks)
}

fn inputs(word: &str) -> Option<Vec<Value>> {
    let trajectory = json!({"function": "trajectory", "n": 1, "to": 60});
    Some(vec![match word {
        "" | "game" => game(),
        "both" => return Some(vec![game(), trajectory]),
        "trajectory" => trajectory,
        "degenerate" => json!({
            "function": "nash_equilibria",
            "row_payoffs": [[1, 1, 0], [1, 1, 0]],
            "column_payoffs": [["1/2", "1/3", 0], [0, "1/3", "1/2"]],
        }),
        "correlated" => json!({
            "function": "correlated_equilibrium",
            "row_payoffs": [[6, 2], [7, 0]],
            "column_payoffs": [[6, 7], [2, 0]],
            "row_names": ["Swerve", "Straight on"],
            "column_names": ["Swerve", "Straight on"],
        }),
        "fibonacci" => json!({"function": "fibonacci", "n": 90, "to": 100}),
        "lucas" => json!({"function": "lucas", "n": 0, "to": 12}),
        "long" => json!({"function": "fibonacci", "n": 4_000}),
        "zeckendorf" | "endless" => json!({"function": "zeckendorf", "number": "1000000"}),
        "divergence" => json!({"function": "bk_divergence", "n": 1, "to": 12}),
        "metrics" => json!({"function": "convergence_metrics", "n": 2, "to": 200}),
        "sequence" => json!({
            "function": "sequence_convergence",
            "values": [2.0, 1.75, 1.732_142_9, 1.732_050_8, 1.732_050_8],
        }),
        "distance" => json!({
            "function": "distance", "measure": "jensen_shannon", "unit": "bits",
            "p": [0.5, 0.3, 0.2], "q": [0.2, 0.3, 0.5],
        }),
        "wrong" => json!({"function": "fibonacci", "n": -1}),
        "unknown" => json!({}),
        "slow" => slow(),
        _ => return None,
    }])
}

fn game() -> Value {
    json!({
        "function": "nash_equilibria",
        "row_payoffs": [[3, 0], [0, 2]],
        "column_payoffs": [[2, 0], [0, 3]],
        "row_names": ["Opera", "Football"],
        "column_names": ["Opera", "Football"],
    })
}

/// A game that takes a while.
fn slow() -> Value {
    let matrix = |salt: u64| -> Vec<Vec<u64>> {
        (0..16)
            .map(|row| (0..16).map(|column| scrambled(salt + 16 * row + column)).collect())
            .collect()
    };
    json!({
        "function": "nash_equilibria",
        "row_payoffs": matrix(1),
        "column_payoffs": matrix(1_000),
    })
}

fn scrambled(number: u64) -> u64 {
    let mixed = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 54
}
