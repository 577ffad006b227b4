//! Exports of Atelier that somebody else wrote: what cannot be is left out, and all that is there goes on.
#![expect(clippy::disallowed_methods, reason = "a test makes files of its own")]

use std::fs;

use atelier_app::{App, rpc::Code};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::{
    archive::histories::long_chatgpt,
    support::{Home, call, caller, conversation, run},
};

const TALK: &str = "0198c0de-0000-7000-8000-00000000000a";

/// Writes the one conversation of a new home down, as Atelier does.
async fn written(app: &App, home: &Home) -> Value {
    let id = conversation(app).await;
    run(app, "conversation.send", json!({ "id": id, "text": "granite" })).await.0.unwrap();
    let path = home.folder.path().join("one.json");
    let input = json!({ "id": id, "format": "json", "branches": "all", "path": path });
    call(app, "export.conversation", input).await.unwrap();
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// Everything that lists and adds up still answers.
async fn all_is_well(app: &App, what: &str) {
    for (name, input) in [
        ("conversation.list", json!({})),
        ("conversation.list", json!({ "trashed": true })),
        ("conversation.list", json!({ "pinned": true })),
        ("conversation.list", json!({ "archived": true })),
        ("usage.summary", json!({})),
        ("usage.by_conversation", json!({})),
        ("shelf.tags", json!({})),
        ("search.find", json!({ "query": "granite" })),
    ] {
        call(app, name, input).await.unwrap_or_else(|error| panic!("{what}: {name}: {error:?}"));
    }
    for trashed in [false, true] {
        let listed = call(app, "conversation.list", json!({ "trashed": trashed })).await.unwrap();
        for it in listed["items"].as_array().unwrap() {
            let title = it["title"].as_str().unwrap();
            assert!(title.chars().count() <= 200, "{what}: a title of {}", title.len());
            assert!(!title.contains(char::is_control), "{what}: {title:?}");
            assert!(it["tags"].as_array().unwrap().len() <= 20, "{what}");
            assert!(it["cost_nano_usd"].as_i64().unwrap() >= 0, "{what}: {it}");
            let id = json!({ "id": it["id"] });
            call(app, "conversation.messages", id.clone()).await.unwrap();
            call(app, "message.map", json!({ "conversation_id": it["id"] })).await.unwrap();
            call(app, "search.similar", id).await.unwrap();
        }
    }
}

/// What somebody writes into a file that was sound.
type Change = Box<dyn FnOnce(&mut Value)>;

/// All that is written otherwise, each by itself.
fn changes() -> Vec<(String, Change)> {
    let endless = "\u{202e}x".repeat(200_000);
    let of = |field: &'static str, value: Value| {
        move |file: &mut Value| file["conversation"][field] = value
    };
    let each = |field: &'static str, value: Value| {
        move |file: &mut Value| {
            for message in file["messages"].as_array_mut().unwrap() {
                message[field] = value.clone();
            }
        }
    };
    let mut cases: Vec<(String, Change)> = Vec::new();
    for at in [json!(i64::MAX), json!(i64::MIN), json!(-1)] {
        for field in ["created_at", "updated_at", "trashed_at", "pinned_at", "archived_at"] {
            cases.push((format!("{field} {at}"), Box::new(of(field, at.clone()))));
        }
        for field in ["created_at", "completed_at", "cost_nano_usd"] {
            cases.push((format!("each {field} {at}"), Box::new(each(field, at.clone()))));
        }
        cases.push((format!("cost {at}"), Box::new(of("cost_nano_usd", at))));
    }
    for text in [json!(endless), json!("\u{0}a\nb\u{1b}[2J"), json!("")] {
        cases.push(("title".to_owned(), Box::new(of("title", text.clone()))));
        cases.push(("model".to_owned(), Box::new(of("model", text.clone()))));
        cases.push(("each model".to_owned(), Box::new(each("model", text.clone()))));
        cases.push(("tags".to_owned(), Box::new(of("tags", json!(vec![text; 1_000])))));
    }
    cases.push(("a project".to_owned(), Box::new(of("project_id", json!(TALK)))));
    cases.push(("a head".to_owned(), Box::new(of("head_id", json!(TALK)))));
    cases.push(("count".to_owned(), Box::new(of("message_count", json!(u32::MAX)))));
    cases.push(("one id".to_owned(), Box::new(each("id", json!(TALK)))));
    cases.push(("own parent".to_owned(), Box::new(each("parent_id", json!(TALK)))));
    cases.push(("state".to_owned(), Box::new(each("state", json!("streaming")))));
    cases.push(("elsewhere".to_owned(), Box::new(each("conversation_id", json!(TALK)))));
    for blocks in [
        json!([]),
        json!([{ "type": "text", "text": endless }]),
        json!([{ "type": "document", "source": { "type": "attachment", "hash": "../x" } }]),
        json!([{ "type": "image", "source": { "type": "attachment", "hash": "0".repeat(64) } }]),
        json!([{ "type": "tool_use", "id": "a", "name": "b", "input": {} }]),
        json!([{ "type": "tool_result", "tool_use_id": "nobody", "content": "x" }]),
        json!([{ "type": "no such block", "a": [[[]]] }]),
        json!([{ "type": "thinking", "thinking": "x", "signature": "y" }]),
    ] {
        cases.push((format!("blocks {blocks:.60}"), Box::new(each("blocks", blocks))));
    }
    cases
}

#[tokio::test]
async fn an_export_of_ours_that_somebody_wrote_breaks_nothing() {
    let simulator =
        atelier_simulator::Simulator::start(atelier_simulator::SimulatorOptions::default())
            .unwrap();
    let source = Home::new();
    let app = source.open_against(simulator.url()).await;
    let sound = written(&app, &source).await;
    app.shutdown().await;
    let home = Home::new();
    let app = home.open_against(simulator.url()).await;
    let path = home.folder.path().join("one.json");
    for (what, change) in changes() {
        let mut file = sound.clone();
        change(&mut file);
        fs::write(&path, file.to_string()).unwrap();
        let (foreseen, _) = run(&app, "import.inspect", json!({ "path": path })).await;
        let (outcome, events) = run(&app, "import.run", json!({ "path": path })).await;
        assert_eq!(foreseen.is_ok(), outcome.is_ok(), "{what}");
        if let Err(error) = outcome {
            assert_eq!(error.code, Code::InvalidInput, "{what}: {error:?}");
            assert!(error.hint.is_some() && error.message.len() < 500, "{what}: {error:?}");
            continue;
        }
        let last = events.last().unwrap();
        assert!(last["report"]["new_conversations"] == 1, "{what}: {last}");
        all_is_well(&app, &what).await;
        // It is a conversation as any other: it goes on, and away.
        let id = json!({ "id": sound["conversation"]["id"] });
        if call(&app, "conversation.get", id.clone()).await.unwrap()["trashed_at"].is_null() {
            let send = json!({ "id": id["id"], "text": "and then?" });
            run(&app, "conversation.send", send).await.0.unwrap();
            call(&app, "conversation.delete", id.clone()).await.unwrap();
        }
        all_is_well(&app, &what).await;
        let gone = call(&app, "shelf.empty_trash", json!({})).await.unwrap();
        assert_eq!(gone["conversations"], 1, "{what}");
    }
    all_is_well(&app, "in the end").await;
    app.shutdown().await;
}

/// What is still coming in cannot be taken back: the rest of it would stay, and could never be.
#[tokio::test(flavor = "multi_thread")]
async fn an_import_is_not_taken_back_while_it_runs() {
    let home = Home::new();
    let app = home.open().await;
    let path = home.folder.path().join("conversations.json");
    let mut file = fs::File::create(&path).unwrap();
    long_chatgpt(&mut file, 4 << 20).unwrap();
    drop(file);
    let (outlet, mut inlet) = mpsc::channel(1);
    let router = app.router();
    let asked = caller(CancellationToken::new());
    let work = router.call(asked, "import.run", json!({ "path": path }), outlet);
    let meanwhile = async {
        let mut refused = 0;
        while let Some(event) = inlet.recv().await {
            if refused == 0 && event["conversations"].as_u64().unwrap_or(0) > 0 {
                let listed = call(&app, "import.list", json!({})).await.unwrap();
                let id = json!({ "import_id": listed[0]["id"] });
                let error = call(&app, "import.undo", id).await.unwrap_err();
                assert_eq!(error.code, Code::Conflict, "{error:?}");
                let second = run(&app, "import.run", json!({ "path": path })).await.0;
                assert_eq!(second.unwrap_err().code, Code::Conflict);
                refused += 1;
            }
        }
        refused
    };
    let (outcome, refused) = tokio::join!(work, meanwhile);
    outcome.unwrap();
    assert_eq!(refused, 1);
    let listed = call(&app, "import.list", json!({})).await.unwrap();
    assert!(listed[0]["undone_at"].is_null());
    let id = json!({ "import_id": listed[0]["id"] });
    let undone = call(&app, "import.undo", id.clone()).await.unwrap();
    assert_eq!(call(&app, "import.undo", id).await.unwrap(), undone, "twice is once");
    let left = call(&app, "conversation.list", json!({})).await.unwrap();
    assert_eq!(left["items"], json!([]));
    app.shutdown().await;
}
