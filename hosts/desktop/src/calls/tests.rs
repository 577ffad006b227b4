//! What becomes of calls when pages cancel, reload and misbehave.

use tokio_util::sync::CancellationToken;

use super::{Calls, EARLY, MOST};

fn calls() -> Calls {
    Calls::new(CancellationToken::new())
}

#[test]
fn a_cancel_reaches_its_call_and_no_other() {
    let calls = calls();
    let (one, two) = (calls.begin("main", "1").unwrap(), calls.begin("main", "2").unwrap());
    let elsewhere = calls.begin("other", "1").unwrap();
    calls.cancel("main", "1");
    assert!(one.token().is_cancelled());
    assert!(!two.token().is_cancelled(), "another call");
    assert!(!elsewhere.token().is_cancelled(), "another window's call of the same id");
}

#[test]
fn a_cancel_that_overtakes_its_call_still_counts_once() {
    let calls = calls();
    calls.cancel("main", "1");
    let first = calls.begin("main", "1").unwrap();
    assert!(first.token().is_cancelled());
    drop(first);
    assert!(!calls.begin("main", "1").unwrap().token().is_cancelled(), "it is used up");
}

#[test]
fn early_cancels_are_bounded() {
    let calls = calls();
    for id in 0..=EARLY {
        calls.cancel("main", &id.to_string());
    }
    assert_eq!(calls.state().early.len(), EARLY);
    assert!(!calls.begin("main", "0").unwrap().token().is_cancelled(), "the oldest is forgotten");
    calls.cancel("main", &"x".repeat(65));
    assert_eq!(calls.state().early.len(), EARLY, "what can be no id is not kept");
}

#[test]
fn an_id_is_in_flight_once_and_free_again_afterwards() {
    let calls = calls();
    let first = calls.begin("main", "1").unwrap();
    assert!(calls.begin("main", "1").is_err());
    drop(first);
    assert!(calls.begin("main", "1").is_ok());
    assert!(calls.begin("main", "").is_err());
    assert!(calls.begin("main", &"x".repeat(65)).is_err());
}

#[test]
fn a_page_that_goes_takes_its_calls_with_it() {
    let calls = calls();
    let (mine, other) = (calls.begin("main", "1").unwrap(), calls.begin("other", "1").unwrap());
    calls.cancel("main", "2");
    calls.cancel_all("main");
    assert!(mine.token().is_cancelled());
    assert!(!other.token().is_cancelled());
    let next = calls.begin("main", "2").unwrap();
    assert!(!next.token().is_cancelled(), "the next page may use the same ids");
}

// rows: 1.20
#[test]
fn calls_are_bounded_and_end_with_the_application() {
    let stopping = CancellationToken::new();
    let calls = Calls::new(stopping.clone());
    let all: Vec<_> = (0..MOST).map(|id| calls.begin("main", &id.to_string()).unwrap()).collect();
    assert!(calls.begin("main", "one more").is_err());
    stopping.cancel();
    assert!(all.iter().all(|call| call.token().is_cancelled()));
}
