//! What is kept, what counts again, what goes, and what a person is asked.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use atelier_reasoningbank::{
    BankError, Limits, New, Outcome, PatternId, Query, Reason, ReasoningBank, Scope, Verdict,
};

fn small(patterns: usize) -> ReasoningBank {
    ReasoningBank::new(Limits { patterns, ..Limits::default() })
}

fn found(bank: &ReasoningBank, text: &str) -> Vec<PatternId> {
    let query = Query { text, ..Query::default() };
    bank.find(&query).unwrap().into_iter().map(|it| it.id).collect()
}

// rows: 3.050
#[test]
fn what_is_stored_is_there_and_is_found() {
    let mut bank = ReasoningBank::new(Limits::default());
    let id = bank.store_pattern("How do I undo a commit?", "git reset --soft", 0.9, 5).unwrap().id;
    let pattern = bank.get(id).unwrap();
    assert_eq!((pattern.message.as_str(), pattern.created_at), ("How do I undo a commit?", 5));
    assert_eq!(found(&bank, "undo the last commit"), [id]);
    assert_eq!(found(&bank, "soft reset"), [id], "the response counts too");
    assert_eq!(bank.len(), 1);
}

#[test]
fn the_same_is_kept_once_and_counts_again() {
    let mut bank = ReasoningBank::new(Limits::default());
    let first = bank.store_pattern("Undo a commit", "git reset", 1.0, 1).unwrap();
    let again = bank.store_pattern("  undo a\ncommit! ", "Git reset.", 1.0, 9).unwrap();
    assert!(!first.repeated && again.repeated && again.id == first.id);
    let failed = bank.store_pattern("Undo a commit", "git reset", 0.0, 5).unwrap();
    assert!(failed.repeated);
    let outcomes = bank.get(first.id).unwrap().outcomes;
    assert_eq!((outcomes.repeats, outcomes.wins, outcomes.losses), (2, 1, 1));
    assert_eq!(outcomes.last_used_at, Some(9), "time does not go back");
    let scope = Scope::Project("p".to_owned());
    let new = New {
        message: "Undo a commit",
        response: "git reset",
        score: 1.0,
        scope,
        ..New::default()
    };
    assert!(!bank.store(&new).unwrap().repeated, "another scope is another pattern");
    assert_eq!(bank.len(), 2);
}

#[test]
fn what_cannot_be_learned_is_refused_and_changes_nothing() {
    let limits =
        Limits { message_bytes: 10, response_bytes: 10, name_bytes: 4, ..Limits::default() };
    let mut bank = ReasoningBank::new(limits);
    let mut refused = |new: New<'_>| bank.store(&new).unwrap_err();
    let good = New { message: "hello", score: 1.0, ..New::default() };
    assert!(matches!(
        refused(New { message: "hello hello", ..good.clone() }),
        BankError::TooLong { part: "message", bytes: 11, limit: 10 }
    ));
    assert!(matches!(
        refused(New { response: "hello hello", ..good.clone() }),
        BankError::TooLong { part: "response", .. }
    ));
    let scope = Scope::Project("house".to_owned());
    assert!(matches!(refused(New { scope, ..good.clone() }), BankError::TooLong { .. }));
    assert_eq!(refused(New { message: " \n", ..good.clone() }), BankError::Empty);
    for score in [-0.1, 1.1, f32::NAN, f32::INFINITY] {
        assert!(matches!(refused(New { score, ..good.clone() }), BankError::Score { .. }));
    }
    let vector = Some(&[1.0][..]);
    assert!(matches!(refused(New { vector, ..good.clone() }), BankError::Vector { .. }));
    assert!(bank.is_empty() && bank.stats().terms == 0);
}

// rows: 3.052
#[test]
fn stats_say_what_is_held_and_what_memory_that_takes() {
    let mut bank = ReasoningBank::new(Limits::default());
    assert_eq!(bank.stats().memory_bytes, 0);
    let id = bank.store_pattern("one two three", "four", 1.0, 0).unwrap().id;
    let one = bank.stats();
    assert!(one.memory_bytes > 100, "{one:?}");
    let scope = Scope::Conversation("c".to_owned());
    bank.store(&New { message: "five", score: 1.0, scope, ..New::default() }).unwrap();
    bank.pin(id).unwrap();
    bank.record(id, Outcome::Win, 0).unwrap();
    let two = bank.stats();
    assert!(two.memory_bytes > one.memory_bytes);
    assert_eq!((two.patterns, two.pinned, two.wins, two.losses), (2, 1, 1, 0));
    assert_eq!((two.by_scope.global, two.by_scope.conversation), (1, 1));
    assert_eq!(two.terms, 5);
}

#[test]
fn what_is_forgotten_is_gone_everywhere() {
    let mut bank = ReasoningBank::new(Limits::default());
    let scope = Scope::Conversation("c".to_owned());
    let mut ids = Vec::new();
    for number in 0..400 {
        let message = format!("pattern number{number} about wings");
        let scope = if number % 2 == 0 { scope.clone() } else { Scope::Global };
        ids.push(
            bank.store(&New { message: &message, score: 1.0, scope, ..New::default() }).unwrap().id,
        );
    }
    let full = bank.stats().memory_bytes;
    bank.pin(ids[1]).unwrap();
    assert_eq!(bank.forget(ids[1]).unwrap().message, "pattern number1 about wings");
    assert_eq!(bank.forget(ids[1]), Err(BankError::Unknown { id: ids[1] }));
    assert!(!found(&bank, "number1").contains(&ids[1]));
    assert_eq!(bank.forget_scope(&scope).len(), 200);
    assert_eq!(bank.len(), 199);
    assert_eq!(found(&bank, "number399"), [ids[399]]);
    assert!(found(&bank, "number398").is_empty());
    assert!(bank.stats().memory_bytes < full * 2 / 3);
    assert!(bank.patterns().all(|it| it.scope == Scope::Global));
}

#[test]
fn a_full_bank_forgets_what_is_worth_least_and_never_what_is_pinned() {
    let mut bank = small(3);
    let mut ids = Vec::new();
    for (message, score) in [("bad", 0.0), ("good", 1.0), ("fair", 0.6)] {
        ids.push(bank.store_pattern(message, "", score, 0).unwrap().id);
    }
    let stored = bank.store_pattern("new", "", 1.0, 1).unwrap();
    assert_eq!(stored.forgotten, [ids[0]]);
    for pinned in [ids[1], ids[2], stored.id] {
        bank.pin(pinned).unwrap();
    }
    let full = bank.store_pattern("more", "", 1.0, 2).unwrap_err();
    assert_eq!(full, BankError::Full { patterns: 3 });
    bank.unpin(ids[1]).unwrap();
    assert_eq!(bank.store_pattern("more", "", 1.0, 2).unwrap().forgotten, [ids[1]]);
}

#[test]
fn memory_stays_within_its_limit() {
    let limits = Limits { memory_bytes: 200_000, ..Limits::default() };
    let mut bank = ReasoningBank::new(limits);
    for number in 0..3_000 {
        let message = format!("word{number} word{} other{}", number * 7, number * 13);
        bank.store_pattern(&message, "", 1.0, number).unwrap();
        assert!(bank.memory_bytes() <= 200_000 + 2_000, "{}", bank.memory_bytes());
    }
    assert!(bank.len() > 50 && bank.len() < 3_000);
    assert_eq!(found(&bank, "word2999").len(), 1, "what is new is there");
}

#[test]
fn a_person_is_asked_about_doubles_contradictions_and_failures() {
    let mut bank = ReasoningBank::new(Limits::default());
    let question = "How do I configure the linker for cross compilation to wasm with cargo";
    let old = bank.store_pattern(question, "set the linker in the config file", 0.0, 0).unwrap();
    let other = bank.store_pattern(question, "use a container image instead", 1.0, 0).unwrap();
    assert_eq!(other.review, [Reason::Contradicts { of: old.id }]);
    let nearly = format!("{question} please");
    let double = bank.store_pattern(&nearly, "use a container image instead", 1.0, 0).unwrap();
    assert!(double.review.contains(&Reason::NearlyTheSame { of: other.id }), "{double:?}");
    for _ in 0..3 {
        bank.record(old.id, Outcome::Loss, 0).unwrap();
    }
    let asked: Vec<PatternId> = bank.reviews().iter().map(|it| it.id).collect();
    assert_eq!(asked.len(), 3);
    bank.decide(double.id, Verdict::Forget).unwrap();
    assert!(bank.get(double.id).is_none());
    bank.decide(other.id, Verdict::Keep).unwrap();
    assert_eq!(bank.reviews().len(), 1);
    bank.forget(old.id).unwrap();
    assert!(bank.reviews().is_empty());
}

#[test]
fn what_a_person_called_wrong_is_not_recalled_until_they_decide() {
    let mut bank = small(10);
    let id = bank.store_pattern("capital of Australia", "Sydney", 1.0, 0).unwrap().id;
    bank.record(id, Outcome::Wrong, 1).unwrap();
    assert!(found(&bank, "capital of Australia").is_empty());
    assert_eq!(bank.reviews()[0].reasons, [Reason::CalledWrong]);
    bank.decide(id, Verdict::Keep).unwrap();
    assert_eq!(found(&bank, "capital of Australia"), [id]);
    assert!(bank.reviews().is_empty());
    assert_eq!(bank.get(id).unwrap().outcomes.losses, 1, "that it was wrong still counts");
}

#[test]
fn ids_are_the_same_on_every_machine() {
    let id = PatternId::of(&Scope::Global, "message", "response");
    assert_eq!(id.to_string().parse::<PatternId>().unwrap(), id);
    assert_eq!(id.to_string(), "ddbc0b4b-d261-8b1c-a4fa-758739ca6364");
    for wrong in ["", "x", "0123456789abcdef0123456789abcdef", &"é".repeat(18), &"-".repeat(36)] {
        assert!(wrong.parse::<PatternId>().is_err(), "{wrong}");
    }
}
