//! What the notebook answers, and how it says no.

use std::time::Instant;

use serde_json::{Value, json};

use super::{answer, question::FUNCTIONS, question::Question, tool};

fn ask(input: Value) -> Result<Value, String> {
    Question::read(input).and_then(answer).map_err(|failure| failure.0)
}

fn right(input: Value) -> Value {
    ask(input).unwrap()
}

#[test]
fn every_function_that_is_told_of_answers() {
    let matrix = json!([[1, "1/2"], [0.25, 2]]);
    for function in FUNCTIONS {
        let mut input = match function {
            "zeckendorf" => json!({ "number": 100 }),
            "sequence_convergence" => json!({ "values": [1, 1.5, 1.75, 1.875] }),
            "distance" => json!({ "measure": "hellinger", "p": [1, 0], "q": [0, 1] }),
            "nash_equilibria" | "correlated_equilibrium" => json!({ "row_payoffs": matrix }),
            _ => json!({ "n": 3, "to": 30 }),
        };
        input["function"] = json!(function);
        assert_eq!(right(input)["function"], json!(function));
    }
}

#[test]
fn numbers_are_exact_and_may_come_as_text() {
    let found = right(json!({ "function": "fibonacci", "n": "90", "to": 92.0 }));
    let expected = ["2880067194370816120", "4660046610375530309", "7540113804746346429"];
    assert_eq!(found["numbers"], json!(expected));
    let long = "340282366920938463463374607431768211455";
    let found = right(json!({ "function": "zeckendorf", "number": long }));
    assert_eq!(found["number"], json!(long), "128 bits");
    let found = right(json!({ "function": "zeckendorf", "number": 100 }));
    assert_eq!(
        (&found["parts"], &found["indices"]),
        (&json!(["3", "8", "89"]), &json!([4, 6, 11]))
    );
    let found = right(json!({ "function": "bk_divergence", "n": 5 }));
    assert_eq!(found["points"]["n"], json!([5]));
}

#[test]
fn games_are_solved_exactly_with_certificates() {
    let found = right(json!({
        "function": "nash_equilibria",
        "row_payoffs": [["1/3", 0], [0, "0.1"]],
        "column_payoffs": [[1, 0], [0, 1]],
        "row_names": ["up", "down"],
    }));
    assert_eq!((&found["count"], &found["is_complete"]), (&json!(3), &json!(true)));
    let equilibria = found["equilibria"].as_array().unwrap();
    let mixed = equilibria.iter().find(|it| it["row"] == json!(["1/2", "1/2"])).unwrap();
    assert_eq!(mixed["column"], json!(["3/13", "10/13"]));
    assert_eq!(mixed["certificate"]["row_replies"], json!(["1/13", "1/13"]));
    let zero_sum = right(json!({
        "function": "nash_equilibria", "row_payoffs": [[0, -1, 1], [1, 0, -1], [-1, 1, 0]],
    }));
    assert_eq!(zero_sum["equilibria"][0]["row"], json!(["1/3", "1/3", "1/3"]));
    let correlated = right(json!({
        "function": "correlated_equilibrium",
        "row_payoffs": [[6, 2], [7, 0]], "column_payoffs": [[6, 7], [2, 0]],
    }));
    assert_eq!(correlated["recommendations"], json!([["1/2", "1/4"], ["1/4", "0"]]));
}

#[test]
fn trajectories_come_with_their_stable_points() {
    let found = right(json!({ "function": "trajectory", "n": 1, "to": 60 }));
    assert_eq!(found["points"]["s"].as_array().unwrap().len(), 60);
    let stable = found["stable_points"].as_array().unwrap();
    assert!(!stable.is_empty() && stable.len() < 60, "{stable:?}");
    let metrics = right(json!({ "function": "convergence_metrics", "n": 2, "to": 5_000 }));
    let samples = metrics["samples"]["growth"].as_array().unwrap();
    assert_eq!(samples.len(), 48);
    assert_eq!(samples.last(), Some(&metrics["growth"]), "the last sample is the last number");
}

#[test]
fn an_infinite_divergence_is_said_in_a_word() {
    let found = right(json!({
        "function": "distance", "measure": "kullback_leibler", "p": [1, 0], "q": [0, 1],
    }));
    assert_eq!(found["value"], json!("infinite"));
}

#[test]
fn what_is_refused_says_how_to_ask() {
    let cases = [
        (json!({}), "missing field `function`"),
        (json!({ "function": "sum" }), "nash_equilibria"),
        (json!({ "function": "fibonacci" }), "missing field `n`"),
        (json!({ "function": "fibonacci", "n": 1.5 }), "whole"),
        (json!({ "function": "fibonacci", "n": "many" }), "whole"),
        (json!({ "function": "fibonacci", "n": 60_000 }), "digits"),
        (json!({ "function": "fibonacci", "n": 1_u64 << 53 }), "above 9007199254740991"),
        (json!({ "function": "lucas", "n": 9, "to": 3 }), "empty"),
        (
            json!({ "function": "bk_divergence", "n": 1, "to": 9_007_199_254_740_991_u64 }),
            "9007199254740991 numbers",
        ),
        (json!({ "function": "trajectory", "n": 0, "to": 500 }), "up to 200"),
        (json!({ "function": "trajectory", "n": 0, "to": 50, "window": 5_000 }), "window"),
        (json!({ "function": "convergence_metrics", "n": 1, "to": 9_000_000 }), "at most"),
        (json!({ "function": "sequence_convergence", "values": [1] }), "3 to 200"),
        (json!({ "function": "nash_equilibria", "row_payoffs": [] }), "strateg"),
        (json!({ "function": "nash_equilibria", "row_payoffs": "none" }), "read"),
        (json!({ "function": "nash_equilibria", "row_payoffs": [["x"]] }), "no payoff"),
        (
            json!({ "function": "nash_equilibria", "row_payoffs": vec![vec![0; 20]; 20] }),
            "up to 16",
        ),
        (
            json!({ "function": "nash_equilibria", "row_payoffs": [[1]], "row_names": ["a", "b"] }),
            "1 names",
        ),
        (json!({ "function": "distance", "measure": "euclid", "p": [1], "q": [1] }), "one of"),
        (
            json!({ "function": "distance", "measure": "hellinger", "p": [2], "q": [1] }),
            "add up to 1",
        ),
    ];
    for (input, expected) in cases {
        let said = ask(input.clone()).unwrap_err();
        assert!(said.contains(expected), "{input}: {said}");
    }
}

/// Whatever is asked, an answer or a refusal comes, and soon.
#[test]
fn any_question_is_answered_in_time() {
    use proptest::prelude::*;
    let value = prop_oneof![
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        prop::collection::vec(-3_i64..9, 0..5).prop_map(|list| json!(list)),
        prop::collection::vec(prop::collection::vec(-9_i64..9, 1..4), 1..4)
            .prop_map(|list| json!(list)),
    ];
    let fields = ["n", "to", "number", "window", "threshold", "values", "row_payoffs", "p", "q"];
    let input = (0..FUNCTIONS.len(), prop::collection::btree_map(0..fields.len(), value, 0..5));
    proptest!(|((function, given) in input)| {
        let mut input = json!({ "function": FUNCTIONS[function], "measure": "hellinger" });
        if FUNCTIONS[function] != "distance" {
            input.as_object_mut().unwrap().remove("measure");
        }
        for (field, value) in given {
            input[fields[field]] = value;
        }
        let begun = Instant::now();
        if let Ok(answer) = ask(input.clone()) {
            prop_assert_eq!(&answer["function"], &input["function"]);
        }
        prop_assert!(begun.elapsed().as_secs() < 30, "{}", input);
    });
}

/// The API takes neither references nor alternatives at the top of a schema.
#[test]
fn the_definition_is_one_that_the_api_takes() {
    let tool = tool();
    let schema = &tool.input_schema;
    assert_eq!(schema["type"], json!("object"));
    for word in ["oneOf", "anyOf", "allOf", "$ref"] {
        assert!(!schema.to_string().contains(word), "{word}");
    }
    assert_eq!(schema["properties"]["function"]["enum"], json!(FUNCTIONS));
    for function in FUNCTIONS {
        assert!(tool.description.contains(function), "{function} is not explained");
    }
    let tokens = tool.definition().to_string().len() / 4;
    assert!(tokens < 1_000, "{tokens} tokens with every request");
}
