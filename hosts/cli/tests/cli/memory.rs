//! What a server holds after much work: no more than after some.

use serde_json::{Value, json};

use crate::{
    home::Home,
    serve::{Served, request, serve},
};

const PASSPHRASE: &str = "correct horse battery staple";
/// After so many rounds every cache holds what it holds; after so many more a leak shows.
const FIRST: u32 = 60;
const THEN: u32 = 120;
/// What chance explains, in bytes: answers on their way, notices, what the log has not written yet.
const CHANCE: u64 = 64 * 1024;

// rows: 1.15
#[test]
fn conversations_that_come_and_go_leave_nothing_on_the_heap() {
    let home = Home::new();
    let served = serve(&home, &[]);
    call(&served, "secret.seal", &json!({ "passphrase": PASSPHRASE }));
    call(&served, "store.keep", &json!({}));
    assert_eq!(call(&served, "store.status", &json!({}))["state"], "on_disk");
    for round in 0..FIRST {
        come_and_go(&served, round);
    }
    let before = heap(&served);
    for round in FIRST..FIRST + THEN {
        come_and_go(&served, round);
    }
    let after = heap(&served);
    assert!(after < before + CHANCE, "{before} bytes grew to {after} in {THEN} rounds");
    assert_eq!(call(&served, "conversation.list", &json!({}))["items"], json!([]));
    served.running.interrupt();
    assert_eq!(served.running.end().code, Some(0));
}

/// One conversation: two answers, found and read, then erased.
fn come_and_go(served: &Served, round: u32) {
    let title = format!("Round {round}");
    let id = call(served, "conversation.create", &json!({ "title": title }))["id"].clone();
    for text in ["/simulate long 40", "/simulate code"] {
        call(served, "conversation.send", &json!({ "id": id, "text": text }));
    }
    let found = call(served, "search.find", &json!({ "query": title }));
    assert!(found.to_string().contains(id.as_str().unwrap()), "{found}");
    let read = call(served, "conversation.messages", &json!({ "id": id }));
    assert_eq!(read["items"].as_array().unwrap().len(), 4, "{read}");
    call(served, "conversation.delete", &json!({ "id": id }));
    call(served, "shelf.erase", &json!({ "ids": [id] }));
}

/// The bytes in use.
fn heap(served: &Served) -> u64 {
    call(served, "health.get", &json!({}))["heap_bytes"].as_u64().unwrap()
}

/// Calls an operation as the page does.
fn call(served: &Served, name: &str, input: &Value) -> Value {
    let (_, token) = served.page.split_once("#token=").unwrap();
    let path = format!("/api/{name}");
    let answer = request(&served.base, Some(token), &path, &input.to_string());
    assert!(answer.starts_with("HTTP/1.1 200"), "{name}: {answer}");
    let (_, body) = answer.split_once("\r\n\r\n").unwrap();
    serde_json::from_str(body).unwrap_or(Value::Null)
}
