//! The cases that the page is asked, asked here: what one says, the other says. There the grammars are
//! files of their own; here they are crates, and the trees are the same to the last node.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may panic"
)]

use std::ops::Range;

use atelier_agent_booster::{
    Booster, Config, Cursor, EditOutcome, Grammars as _, LANGUAGES, Language, NativeGrammars,
    Refusal, SyntaxState, parse_language,
};
use serde_json::{Value, json};

fn ask(call: &str, args: &[Value]) -> Value {
    let text = |at: usize| args[at].as_str().unwrap();
    match call {
        "parseLanguage" => parse_language(text(0)).map(Language::name).into(),
        "fingerprint" => fingerprint(text(0), parse_language(text(1)).unwrap()),
        "applyEdit" => {
            let language = parse_language(text(2)).unwrap();
            let grammars = Box::new(NativeGrammars::default());
            let mut booster = Booster::new(grammars, Config::default());
            match booster.apply_edit(text(0), text(1), language) {
                Ok(outcome) => edited(text(0), &outcome),
                Err(refusal) => json!({ "refusal": refused(&refusal) }),
            }
        }
        other => panic!("nothing here stands for {other}"),
    }
}

fn edited(original: &str, outcome: &EditOutcome) -> Value {
    let syntax = match outcome.syntax {
        SyntaxState::Valid => "valid",
        SyntaxState::AsBefore => "as_before",
        SyntaxState::Unknown => "unknown",
    };
    let units =
        |text: &str, range: &Range<usize>| [range.start, range.end].map(|at| unit(text, at));
    let touched = outcome.touched.iter().map(|one| {
        json!({ "what": one.what, "before": units(original, &one.before),
            "after": units(&outcome.text, &one.after) })
    });
    json!({ "text": outcome.text, "strategy": outcome.strategy.name(),
        "confidence": outcome.confidence, "syntax": syntax, "touched": touched.collect::<Vec<_>>() })
}

fn refused(refusal: &Refusal) -> Value {
    json!({ "code": refusal.reason.code(), "message": refusal.to_string(),
        "candidates": refusal.candidates })
}

fn unit(text: &str, byte: usize) -> u32 {
    u32::try_from(text[..byte].encode_utf16().count()).unwrap()
}

/// How many nodes a tree has, and a number of all of them.
fn fingerprint(text: &str, language: Language) -> Value {
    let mut grammars = NativeGrammars::default();
    let tree = grammars.syntax(language).unwrap().parse(text).unwrap();
    let mut words = Vec::new();
    flatten(text, tree.walk().as_mut(), 0, &mut words);
    let step = |digest: u32, word: &u32| (digest ^ word).wrapping_mul(0x0100_0193);
    let digest = words.iter().fold(0x811c_9dc5, step);
    json!({ "nodes": words.len() / 5, "digest": format!("{digest:08x}") })
}

fn flatten(text: &str, cursor: &mut dyn Cursor, depth: u32, words: &mut Vec<u32>) {
    let node = cursor.node();
    let sort = u32::from(node.kind) | u32::from(node.field) << 16;
    let flags = u32::from(node.is_error) | u32::from(node.has_error) << 1;
    words.extend([sort, unit(text, node.range.start), unit(text, node.range.end), depth, flags]);
    if cursor.down() {
        loop {
            flatten(text, cursor, depth + 1, words);
            if !cursor.next() {
                break;
            }
        }
        assert!(cursor.up(), "a child has a parent");
    }
}

/// Takes out how sure the engine is.
fn confidence(answer: &mut Value) -> Option<f64> {
    answer.as_object_mut()?.remove("confidence")?.as_f64()
}

// rows: 3.009
#[test]
fn the_core_says_what_the_page_says() {
    let golden: Value = serde_json::from_str(include_str!("../golden.json")).unwrap();
    let cases = golden["cases"].as_array().unwrap();
    for language in LANGUAGES.iter().filter(|language| **language != Language::Text) {
        let of =
            |case: &&Value| case["call"] == "fingerprint" && case["args"][1] == language.name();
        assert!(cases.iter().filter(of).count() >= 2, "{language:?}: right and wrong text");
    }
    for case in cases {
        let (call, args) = (case["call"].as_str().unwrap(), case["args"].as_array().unwrap());
        if case.get("refused").is_some() {
            assert_eq!(parse_language(args[2].as_str().unwrap()), None, "{case}");
            continue;
        }
        let (mut answer, mut expected) = (ask(call, args), case["answer"].clone());
        if let (Some(one), Some(other)) = (confidence(&mut answer), confidence(&mut expected)) {
            // A power may differ in its last digit between libraries.
            assert!((one - other).abs() < 1e-9, "{case}: {one}");
        }
        assert_eq!(answer, expected, "{case}");
    }
}
