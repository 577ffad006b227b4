//! Patterns: whatever comes in, the bank stays within its limits and finds the same after a journey.

use atelier_reasoningbank::{BankError, Limits, Query, ReasoningBank, Table, Threshold};

/// How many patterns the bank may hold.
const PATTERNS: usize = 16;

/// Reads `data` as an export and as tables, and learns its lines.
pub(crate) fn check(data: &[u8]) {
    drop(Table::from_bytes(data));
    drop(Table::from_safetensors(data, data, 8));
    let mut bank = ReasoningBank::new(Limits { patterns: PATTERNS, ..Limits::default() });
    drop(bank.import(data, 1));
    within(&bank);
    let text = String::from_utf8_lossy(data);
    for (now, line) in (2..).zip(text.lines().take(64)) {
        let (message, response) = line.split_once('\t').unwrap_or((line, ""));
        match bank.store_pattern(message, response, 0.5, now) {
            Ok(_) => assert!(!message.trim().is_empty(), "nothing was learned from nothing"),
            Err(BankError::Empty | BankError::TooLong { .. } | BankError::Full { .. }) => {}
            Err(other) => panic!("a line was refused: {other}"),
        }
        within(&bank);
    }
    let Ok(export) = bank.export() else { panic!("the bank cannot be exported") };
    let mut other = ReasoningBank::new(Limits { patterns: PATTERNS, ..Limits::default() });
    let report = other.import(export.as_bytes(), i64::MAX);
    assert_eq!(report.map(|it| it.refused), Ok(0), "what went out is refused");
    assert_eq!(other.export().as_ref(), Ok(&export), "a journey changes patterns");
    for line in text.lines().take(8) {
        let query = Query { text: line, threshold: Threshold::AtLeast(0.0), ..Query::default() };
        let (here, there) = (bank.find(&query), other.find(&query));
        assert_eq!(here, there, "a journey changes what is found");
        for recall in here.unwrap_or_default() {
            let likeness = recall.similarity;
            assert!((0.0..=1.0).contains(&likeness) && recall.rank.is_finite(), "{recall:?}");
        }
    }
}

fn within(bank: &ReasoningBank) {
    assert!(bank.len() <= PATTERNS, "more than may be held");
    assert_eq!(bank.patterns().count(), bank.len(), "the count is wrong");
    assert!(bank.reviews().iter().all(|it| bank.get(it.id).is_some()), "a review of nothing");
}
