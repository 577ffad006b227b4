//! The cases that the page is asked, asked here: what one says, the other says.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may panic"
)]

use std::collections::HashMap;

use atelier_reasoningbank::{
    Limits, Pattern, PatternId, Query, Reach, ReasoningBank, Recall, Scope, Threshold,
};
use serde_json::{Map, Value, json};

type Answer = Result<Value, String>;
type Banks = HashMap<String, ReasoningBank>;

fn ask(banks: &mut Banks, call: &str, args: &[Value]) -> Answer {
    let text = |at: usize| args[at].as_str().unwrap();
    let clock = |at: usize| args[at].as_i64().unwrap();
    if call == "create" {
        let (patterns, usual) = (args[1]["patterns"].as_u64().unwrap(), Limits::default());
        let patterns =
            if patterns == 0 { usual.patterns } else { usize::try_from(patterns).unwrap() };
        banks.insert(text(0).to_owned(), ReasoningBank::new(Limits { patterns, ..usual }));
        return Ok(Value::Null);
    }
    let bank = banks.get_mut(text(0)).ok_or("this memory is not filled")?;
    match call {
        "storePattern" => {
            let stored = bank.store_pattern(text(1), text(2), single(&args[3]), clock(4));
            let stored = stored.map_err(|error| error.to_string())?;
            assert_eq!(stored.review, [], "the cases have nothing to decide");
            let forgotten: Vec<String> = stored.forgotten.iter().map(ToString::to_string).collect();
            Ok(json!({ "id": stored.id.to_string(), "repeated": stored.repeated,
                "forgotten": forgotten, "review": [] }))
        }
        "findSimilar" => {
            let found = bank.find(&Query {
                text: text(1),
                vector: None,
                reach: Reach::Everything,
                limit: usize::try_from(args[3].as_u64().unwrap()).unwrap(),
                threshold: args
                    .get(4)
                    .map_or(Threshold::Usual, |it| Threshold::AtLeast(single(it))),
                now: clock(2),
            });
            let found = found.map_err(|error| error.to_string())?;
            Ok(found.iter().map(|it| recalled(it, bank.get(it.id).unwrap())).collect())
        }
        "importPatterns" => {
            let records: Vec<Pattern> = args[1].as_array().unwrap().iter().map(record).collect();
            let report = bank.load(records, clock(2));
            assert_eq!(report.forgotten, [], "there is room");
            Ok(json!({ "added": report.added, "merged": report.merged,
                "refused": report.refused, "forgotten": [] }))
        }
        "exportPatterns" => Ok(bank.patterns().map(exported).collect()),
        other => panic!("nothing here stands for {other}"),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "as the page hands it over")]
fn single(number: &Value) -> f32 {
    number.as_f64().unwrap() as f32
}

/// A record as the page hands it over: its id follows from what it says.
fn record(value: &Value) -> Pattern {
    let scope: Scope = value["scope"].as_str().unwrap().parse().unwrap();
    let text = |name: &str| value[name].as_str().unwrap();
    let id = PatternId::of(&scope, text("message"), text("response")).to_string();
    let mut whole = value.as_object().unwrap().clone();
    whole.insert("id".to_owned(), id.into());
    serde_json::from_value(Value::Object(whole)).unwrap()
}

/// What JSON of ours leaves out, the page's objects have as nothing.
fn exported(pattern: &Pattern) -> Value {
    serde_json::to_value(pattern).unwrap()
}

fn recalled(recall: &Recall, pattern: &Pattern) -> Value {
    let why = &recall.why;
    let matched: Vec<Value> =
        why.matched.iter().map(|it| json!({ "word": it.word, "share": it.share })).collect();
    json!({
        "id": recall.id.to_string(), "similarity": recall.similarity, "rank": recall.rank,
        "why": { "matched": matched, "words": why.words, "meaning": why.meaning,
            "success_rate": why.success_rate, "wins": why.wins, "losses": why.losses,
            "boost": why.boost, "freshness": why.freshness },
        "pattern": exported(pattern),
    })
}

/// Whether two answers are the same; logarithms may differ in their last digits between libraries.
fn is_same(one: &Value, other: &Value) -> bool {
    let filled = |of: &Map<String, Value>| of.values().filter(|it| !it.is_null()).count();
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            let (one, other) = (one.as_f64().unwrap(), other.as_f64().unwrap());
            (one - other).abs() <= 1e-6 * one.abs().max(1.0)
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len()
                && one.iter().zip(other).all(|(one, other)| is_same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            filled(one) == filled(other)
                && one
                    .iter()
                    .filter(|(_, it)| !it.is_null())
                    .all(|(name, it)| other.get(name).is_some_and(|too| is_same(it, too)))
        }
        (one, other) => one == other,
    }
}

// rows: 3.009
#[test]
fn the_core_says_what_the_page_says() {
    let golden: Value = serde_json::from_str(include_str!("../golden.json")).unwrap();
    let cases = golden["cases"].as_array().unwrap();
    assert!(cases.len() > 20);
    let mut banks = Banks::new();
    for case in cases {
        let (call, args) = (case["call"].as_str().unwrap(), case["args"].as_array().unwrap());
        match ask(&mut banks, call, args) {
            Ok(answer) => assert!(is_same(&answer, &case["answer"]), "{case}\n{answer}"),
            Err(error) => assert_eq!(error, case["refused"], "{case}"),
        }
    }
}
