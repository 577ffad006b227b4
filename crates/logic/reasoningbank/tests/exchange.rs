//! Records go out and come in; what is hostile does no harm.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use atelier_reasoningbank::{
    BankError, Limits, Meaning, New, Outcome, Query, ReasoningBank, Scope, Table, Threshold,
};
use proptest::prelude::*;
use serde_json::{Value, json};

fn filled() -> ReasoningBank {
    let mut bank = ReasoningBank::new(Limits::default());
    for (at, text) in
        ["undo a commit", "bake bread", "plan a trip", "sort a list"].iter().enumerate()
    {
        let scope = if at == 1 { Scope::Project("kitchen".to_owned()) } else { Scope::Global };
        let new =
            New { message: text, response: "so", score: 0.5, scope, now: 7, ..New::default() };
        let id = bank.store(&new).unwrap().id;
        bank.record(id, if at == 2 { Outcome::Wrong } else { Outcome::Win }, 9).unwrap();
    }
    bank
}

fn everything(text: &str) -> Query<'_> {
    Query { text, threshold: Threshold::AtLeast(0.0), limit: 100, now: 10, ..Query::default() }
}

#[test]
fn what_goes_out_comes_back_and_finds_the_same() {
    let bank = filled();
    let json = bank.export().unwrap();
    let mut other = ReasoningBank::new(Limits::default());
    let report = other.import(json.as_bytes(), 10).unwrap();
    assert_eq!((report.added, report.merged, report.refused), (4, 0, 0));
    assert_eq!(other.export().unwrap(), json);
    assert_eq!(other.reviews(), bank.reviews());
    for text in ["undo", "bread", "a trip with a list", "so"] {
        assert_eq!(other.find(&everything(text)).unwrap(), bank.find(&everything(text)).unwrap());
    }
    let again = other.import(json.as_bytes(), 10).unwrap();
    assert_eq!((again.added, again.merged), (0, 4));
    assert_eq!(other.export().unwrap(), json, "importing twice changes nothing");
    let mut loaded = ReasoningBank::new(Limits::default());
    loaded.load(bank.patterns().cloned(), 10);
    assert_eq!(loaded.export().unwrap(), json);
}

#[test]
fn records_that_lie_are_corrected_or_refused_one_by_one() {
    let good = json!({
        "id": "00000000-0000-8000-8000-000000000000", "scope": "global",
        "message": "hello", "response": "", "score": 0.5, "created_at": 1_000_000,
    });
    let with = |name: &str, value: Value| {
        let mut record = good.clone();
        record[name] = value;
        record
    };
    let records = json!({ "version": 1, "patterns": [
        good,
        with("score", json!(1e300)), with("score", json!(-1)), with("score", json!("high")),
        with("message", json!("")), with("message", json!("x".repeat(1 << 20))),
        with("id", json!("nonsense")), with("scope", json!("galaxy")),
        with("outcomes", json!({ "wins": -1 })), with("outcomes", json!({ "wins": 1e30 })),
        with("created_at", json!("yesterday")), json!(null), json!([1, 2]), json!(7),
        with("outcomes", json!({ "wins": u32::MAX, "losses": u32::MAX, "last_used_at": i64::MAX })),
    ] });
    let mut bank = ReasoningBank::new(Limits::default());
    let report = bank.import(records.to_string().as_bytes(), 50).unwrap();
    assert_eq!((report.added, report.merged, report.refused), (1, 1, 13), "{report:?}");
    assert_eq!(report.refusals[0].at, 1);
    let pattern = bank.patterns().next().unwrap().clone();
    assert_ne!(pattern.id.to_string(), "00000000-0000-8000-8000-000000000000", "it is made anew");
    assert_eq!(pattern.created_at, 50, "nothing was learned in the future");
    assert_eq!(pattern.outcomes.last_used_at, Some(50));
    bank.record(pattern.id, Outcome::Win, i64::MIN).unwrap();
    assert!(bank.find(&everything("hello")).unwrap()[0].rank.is_finite());
}

#[test]
fn what_is_no_export_is_refused_whole() {
    let mut bank = ReasoningBank::new(Limits { import_bytes: 1_000, ..Limits::default() });
    let too_large = vec![b' '; 1_001];
    assert!(matches!(bank.import(&too_large, 0), Err(BankError::ImportTooLarge { .. })));
    let deep = "[".repeat(900);
    for wrong in ["", "{}", "null", "{\"version\":2,\"patterns\":[]}", "\u{0}", deep.as_str()] {
        assert!(
            matches!(bank.import(wrong.as_bytes(), 0), Err(BankError::Import { .. })),
            "{wrong}"
        );
    }
    assert!(bank.is_empty());
}

proptest! {
    #[test]
    fn any_text_can_be_stored_and_is_found_by_itself(
        texts in prop::collection::vec("\\PC{0,60}", 1..12), query in "\\PC{0,60}",
    ) {
        let mut bank = ReasoningBank::new(Limits::default());
        for (now, text) in (0..).zip(&texts) {
            match bank.store_pattern(text, &query, 0.5, now) {
                Ok(_) => {}
                Err(error) => prop_assert_eq!(error, BankError::Empty),
            }
        }
        for recall in bank.find(&everything(&query)).unwrap() {
            prop_assert!((0.0..=1.0).contains(&recall.similarity) && recall.rank.is_finite());
        }
        for text in &texts {
            let recalls = bank.find(&everything(text)).unwrap();
            let mut words = 0;
            atelier_reasoningbank::words(text, |_| words += 1);
            // Texts of nothing but stop words or signs are found by nothing.
            if !recalls.is_empty() {
                prop_assert!(words > 0);
                prop_assert!(recalls.windows(2).all(|pair| pair[0].rank >= pair[1].rank));
            }
        }
        let json = bank.export().unwrap();
        let mut other = ReasoningBank::new(Limits::default());
        other.import(json.as_bytes(), 1_000).unwrap();
        prop_assert_eq!(other.export().unwrap(), json);
    }

    #[test]
    fn no_bytes_make_an_import_or_a_table_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let mut bank = ReasoningBank::new(Limits::default());
        drop(bank.import(&bytes, 0));
        drop(Table::from_bytes(&bytes));
        drop(Table::from_safetensors(&bytes, &bytes, 16));
        let mut table = b"ATWORDS1".to_vec();
        table.extend(&bytes);
        if let Ok(table) = Table::from_bytes(&table) {
            drop(bank.set_meaning(Meaning::Table(Box::new(table))));
        }
    }

    #[test]
    fn any_order_of_deeds_keeps_the_bank_whole(deeds in prop::collection::vec((0_u8..6, 0_usize..12), 1..120)) {
        let mut bank = ReasoningBank::new(Limits { patterns: 8, ..Limits::default() });
        for (now, (deed, which)) in (0..).zip(deeds) {
            let text = format!("subject{which} and object{}", which / 2);
            let id = bank.patterns().nth(which).map(|it| it.id);
            match (deed, id) {
                (0 | 1, _) => drop(bank.store_pattern(&text, "", 1.0, now)),
                (2, Some(id)) => drop(bank.forget(id).unwrap()),
                (3, Some(id)) => bank.record(id, Outcome::Loss, now).unwrap(),
                (4, Some(id)) => bank.record(id, Outcome::Wrong, now).unwrap(),
                (5, Some(id)) => bank.decide(id, atelier_reasoningbank::Verdict::Keep).unwrap(),
                _ => {}
            }
            prop_assert!(bank.len() <= 8);
            prop_assert_eq!(bank.patterns().count(), bank.len());
            prop_assert!(bank.reviews().iter().all(|it| bank.get(it.id).is_some()));
        }
        let mut fresh = ReasoningBank::new(Limits::default());
        fresh.load(bank.patterns().cloned(), i64::MAX);
        for which in 0..12 {
            let text = format!("subject{which} object{}", which / 2);
            let query = everything(&text);
            prop_assert_eq!(fresh.find(&query).unwrap(), bank.find(&query).unwrap(), "as if it never held more");
        }
    }
}

/// Many messages and responses of few words, in words that repeat and words that do not.
fn crowd(many: usize) -> Vec<(String, String)> {
    let words =
        ["sorting", "sorted", "theOtherList", "Größe", "ein", "don't", "the", "42", "日本語"];
    let word = |at: usize| words.get(at % words.len()).copied().unwrap_or("x");
    (0..many)
        .map(|at| {
            let message = format!("{} {} unlike{at} {}", word(at), word(at / 3), word(at));
            (message, format!("{} {}", word(at / 2), word(at * 5)))
        })
        .collect()
}

#[test]
fn a_bank_that_is_loaded_is_the_one_that_learned() {
    for patterns in [1_000, 300] {
        let limits = Limits { patterns, ..Limits::default() };
        let mut learned = ReasoningBank::new(limits);
        let mut records = ReasoningBank::new(Limits::default());
        for (message, response) in crowd(700) {
            // Where there is no room for all, what was there before is forgotten on the way.
            learned.store_pattern(&message, &response, 0.5, 7).unwrap();
            records.store_pattern(&message, &response, 0.5, 7).unwrap();
        }
        let mut loaded = ReasoningBank::new(limits);
        let mut loading = loaded.loading(7);
        records.patterns().cloned().for_each(|record| loading.take(record));
        let report = loading.done();
        assert_eq!((report.added, report.refused), (700, 0));
        assert_eq!(loaded.stats().memory_bytes, learned.stats().memory_bytes);
        assert_eq!(loaded.stats().terms, learned.stats().terms);
        for text in ["a sorted list", "groesse", "unlike699", "日本", "don't 42", "other"] {
            let query = everything(text);
            assert_eq!(loaded.find(&query).unwrap(), learned.find(&query).unwrap(), "{text}");
        }
    }
}
