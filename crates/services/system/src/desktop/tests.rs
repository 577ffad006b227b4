//! What is asked of the desktop, and what it says of itself.

use std::sync::Arc;

use atelier_api::desktop::{DecideClosing, DesktopApi, desktop};
use atelier_rpc::{Call, CallId, Code, NoInput, Origin, Router};
use atelier_vocabulary::{ClosingDecision, DesktopStatus, TrayState};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::{Desktop, Errand};

fn call() -> Call {
    Call::new(CallId::new("test"), Origin::Window("main".to_owned()), CancellationToken::new())
}

async fn ask(desktop: &Desktop, name: &str, input: Value) -> atelier_rpc::Result<Value> {
    let mut router = Router::default();
    desktop::register(&mut router, Arc::new(desktop.clone()));
    let (outlet, _inlet) = mpsc::channel(1);
    router.call(call(), name, input, outlet).await
}

fn words() -> Value {
    let tray = json!({
        "open": "Open Atelier", "new_conversation": "New conversation", "quick_entry": "Quick entry",
        "recent": "Recent", "untitled": "Untitled", "stop_all": "Stop all answers",
        "settings": "Settings", "quit": "Quit", "idle": "Nothing is under way",
        "working": "Answers arriving: #", "needs_you": "Answers that failed: #",
    });
    let unresponsive = json!({
        "title": "It does not answer", "text": "What was said is kept.", "wait": "Wait",
        "reload": "Load anew",
    });
    json!({ "tray": tray, "unresponsive": unresponsive })
}

#[tokio::test]
async fn without_a_window_nothing_is_labelled_decided_or_ended() {
    let desktop = Desktop::default();
    let decided = json!({ "number": 1, "decision": "quit" });
    for (name, input) in
        [("desktop.label", words()), ("desktop.quit", json!({})), ("desktop.decide", decided)]
    {
        let refusal = ask(&desktop, name, input).await.unwrap_err();
        assert_eq!(refusal.code, Code::Unavailable, "{name}: {refusal}");
    }
}

#[tokio::test]
async fn what_is_asked_reaches_whoever_has_the_window() {
    let desktop = Desktop::default();
    let mut errands = desktop.attend(DesktopStatus::default());
    let doing = async move {
        let mut seen = Vec::new();
        while let Some(errand) = errands.recv().await {
            let (what, reply) = match errand {
                Errand::Label(words, reply) => (words.tray.working, reply),
                Errand::Quit(reply) => ("quit".to_owned(), reply),
                Errand::Decide(DecideClosing { number, decision }, reply) => {
                    (format!("{number} {decision:?}"), reply)
                }
                other => panic!("{other:?}"),
            };
            seen.push(what);
            reply.send(Ok(())).unwrap();
            if seen.len() == 3 {
                break;
            }
        }
        seen
    };
    let asking = async {
        ask(&desktop, "desktop.label", words()).await.unwrap();
        ask(&desktop, "desktop.quit", json!({})).await.unwrap();
        let decided = DecideClosing { number: 7, decision: ClosingDecision::Hide };
        desktop.decide(call(), decided).await.unwrap();
    };
    let (seen, ()) = tokio::join!(doing, asking);
    assert_eq!(seen, ["Answers arriving: #", "quit", "7 Hide"]);
}

#[tokio::test]
async fn labels_that_say_nothing_or_too_much_are_refused_at_the_door() {
    let desktop = Desktop::default();
    let _errands = desktop.attend(DesktopStatus::default());
    let with = |part: &str, name: &str, value: Value| {
        let mut words = words();
        words[part][name] = value;
        words
    };
    for hostile in [
        with("tray", "open", json!("")),
        with("tray", "quit", json!("x".repeat(201))),
        with("tray", "recent", json!(7)),
        with("tray", "another", json!("Run")),
        with("unresponsive", "wait", json!("")),
        with("unresponsive", "text", json!("x".repeat(1_001))),
        with("unresponsive", "another", json!("Run")),
        words()["tray"].clone(),
        json!({}),
        Value::Null,
    ] {
        let refusal = ask(&desktop, "desktop.label", hostile.clone()).await.unwrap_err();
        assert_eq!(refusal.code, Code::InvalidInput, "{hostile}");
    }
    for hostile in [
        json!({ "number": -1, "decision": "quit" }),
        json!({ "number": 1, "decision": "burn" }),
        json!({ "decision": "quit" }),
    ] {
        let refusal = ask(&desktop, "desktop.decide", hostile.clone()).await.unwrap_err();
        assert_eq!(refusal.code, Code::InvalidInput, "{hostile}");
    }
}

#[tokio::test]
async fn the_status_says_what_was_reported_while_a_window_is_there() {
    let desktop = Desktop::default();
    let errands = desktop.attend(DesktopStatus { window: true, ..DesktopStatus::default() });
    assert!(desktop.report(|status| status.tray = TrayState::Shown));
    assert!(!desktop.report(|status| status.tray = TrayState::Shown), "nothing new");
    assert!(desktop.is_in_the_tray());
    let status = desktop.status(call(), NoInput::default()).await.unwrap();
    assert_eq!((status.window, status.tray), (true, TrayState::Shown));
    drop(errands);
    let status = desktop.status(call(), NoInput::default()).await.unwrap();
    assert_eq!(status, DesktopStatus::default(), "nobody has a window any more");
}
