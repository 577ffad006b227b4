//! The same call many times at once: it is done once, or as often as it may be, and never by halves.
#![expect(clippy::disallowed_methods, reason = "a test makes files and tasks of its own")]

use std::collections::BTreeSet;

use atelier_app::{
    App,
    rpc::{Code, Error},
};
use atelier_simulator::{Simulator, SimulatorOptions};
use serde_json::{Value, json};

use super::well_said;
use crate::{
    archive::histories::chatgpt,
    support::{Home, call, conversation, run},
};

/// How often at once.
const TIMES: usize = 8;

/// Calls an operation so often at once; what went well, and what did not.
async fn at_once(app: &App, name: &'static str, input: &Value) -> (Vec<Value>, Vec<Error>) {
    let tasks: Vec<_> = (0..TIMES)
        .map(|_| {
            let (app, input) = (app.clone(), input.clone());
            tokio::spawn(async move { run(&app, name, input).await.0 })
        })
        .collect();
    let (mut done, mut refused) = (Vec::new(), Vec::new());
    for task in tasks {
        match task.await.unwrap() {
            Ok(value) => done.push(value),
            Err(error) => {
                well_said(name, &error);
                refused.push(error);
            }
        }
    }
    (done, refused)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_asked_many_times_at_once_is_done_once() {
    let simulator = Simulator::start(SimulatorOptions::default()).unwrap();
    let home = Home::new();
    let app = home.open_against(simulator.url()).await;
    let file = |name: &str| home.folder.path().join(name);

    // One file of that name, whole.
    let path = file("text.txt");
    let text = "granite".repeat(10_000);
    let (done, refused) =
        at_once(&app, "export.text", &json!({ "text": text, "path": path })).await;
    assert_eq!(done.len(), 1, "{refused:?}");
    assert!(refused.iter().all(|it| it.code == Code::Conflict), "{refused:?}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    let input = json!({ "text": text, "path": path, "replace": true });
    let (done, refused) = at_once(&app, "export.text", &input).await;
    assert_eq!((done.len(), refused.len()), (TIMES, 0), "{refused:?}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);

    // One import at a time, and what is here comes once.
    let path = file("conversations.json");
    std::fs::write(&path, chatgpt(20)).unwrap();
    let (done, refused) = at_once(&app, "import.run", &json!({ "path": path })).await;
    assert!(!done.is_empty() && refused.iter().all(|it| it.code == Code::Conflict));
    let imports = call(&app, "import.list", json!({})).await.unwrap();
    assert_eq!(imports.as_array().unwrap().len(), 1, "{imports}");
    assert_eq!(imports[0]["conversations"], 20);
    let undo = json!({ "import_id": imports[0]["id"] });
    let (done, _) = at_once(&app, "import.undo", &undo).await;
    assert_eq!(done.iter().map(|it| it["undone_at"].to_string()).collect::<BTreeSet<_>>().len(), 1);
    let (done, _) = at_once(&app, "shelf.empty_trash", &json!({})).await;
    let erased: u64 = done.iter().map(|it| it["conversations"].as_u64().unwrap()).sum();
    assert_eq!(erased, 20, "each is counted once");

    // A link is followed by one page.
    let link = call(&app, "link.open", json!({ "url": "atelier://settings" })).await.unwrap();
    let (done, _) = at_once(&app, "link.take", &json!({ "number": link["number"] })).await;
    assert_eq!(done.iter().filter(|it| it["link"].is_object()).count(), 1);

    // A temporary conversation is kept once; one that is ended is gone for all others.
    for (name, then) in [("temporary.keep", true), ("temporary.end", false)] {
        let id = call(&app, "temporary.begin", json!({})).await.unwrap()["id"].clone();
        let (done, refused) = at_once(&app, name, &json!({ "id": id })).await;
        assert_eq!(done.len(), 1, "{name}: {refused:?}");
        assert!(refused.iter().all(|it| it.code == Code::NotFound), "{name}: {refused:?}");
        let there = call(&app, "conversation.get", json!({ "id": id })).await;
        assert_eq!(there.is_ok(), then, "{name}");
    }
    assert_eq!(call(&app, "temporary.list", json!({})).await.unwrap(), json!([]));

    // The one draft goes into one conversation.
    call(&app, "draft.save", json!({ "text": "typed already" })).await.unwrap();
    let (done, _) = at_once(&app, "temporary.begin", &json!({ "with_draft": true })).await;
    let mut drafts = Vec::new();
    for begun in &done {
        let of = json!({ "conversation_id": begun["id"] });
        drafts.push(call(&app, "draft.get", of).await.unwrap()["text"].clone());
    }
    assert_eq!(drafts.iter().filter(|it| **it == "typed already").count(), 1, "{drafts:?}");
    for begun in done {
        call(&app, "temporary.end", json!({ "id": begun["id"] })).await.unwrap();
    }

    // Names that are one's own stay so.
    let (done, refused) = at_once(&app, "project.create", &json!({ "name": "Stones" })).await;
    assert_eq!((done.len(), refused.len()), (1, TIMES - 1));
    let template = json!({ "name": "Letter", "body": "Dear {{name}}" });
    at_once(&app, "template.save", &template).await;
    let listed = call(&app, "template.list", json!({})).await.unwrap();
    let names: Vec<&Value> = listed.as_array().unwrap().iter().map(|it| &it["name"]).collect();
    assert_eq!(names.len(), names.iter().map(ToString::to_string).collect::<BTreeSet<_>>().len());
    app.shutdown().await;
}

/// One conversation has one answer at a time, however its id is written.
#[tokio::test(flavor = "multi_thread")]
async fn one_conversation_has_one_answer_at_a_time() {
    let simulator = Simulator::start(SimulatorOptions::default()).unwrap();
    let home = Home::new();
    let app = home.open_against(simulator.url()).await;
    let id = conversation(&app).await;
    let written = [id.clone(), id.to_uppercase(), format!("{{{id}}}"), id.replace('-', "")];
    let tasks = written.map(|id| {
        let app = app.clone();
        tokio::spawn(async move {
            let input = json!({ "id": id, "text": "granite" });
            run(&app, "conversation.send", input).await.0
        })
    });
    for task in tasks {
        if let Err(error) = task.await.unwrap() {
            well_said("conversation.send", &error);
        }
    }
    let page = call(&app, "conversation.messages", json!({ "id": id })).await.unwrap();
    let said = page["items"].as_array().unwrap();
    let roles: Vec<&str> = said.iter().map(|it| it["role"].as_str().unwrap()).collect();
    assert!(!roles.is_empty() && roles.len().is_multiple_of(2), "{roles:?}");
    assert!(roles.chunks(2).all(|it| it == ["user", "assistant"]), "one after another: {roles:?}");
    assert!(said.iter().all(|it| it["state"] == "complete"), "{page}");
    app.shutdown().await;
}

/// What waits takes an attachment once, however often it is named.
#[tokio::test(flavor = "multi_thread")]
async fn an_attachment_goes_once_and_stays_with_what_waits() {
    let simulator = Simulator::start(SimulatorOptions::default()).unwrap();
    let home = Home::new();
    let app = home.open_against(simulator.url()).await;
    let id = conversation(&app).await;
    let path = home.folder.path().join("notes.txt");
    std::fs::write(&path, "The tide turns at noon.").unwrap();
    let attach = json!({ "conversation_id": id, "path": path });
    let notes = call(&app, "attachment.add_file", attach.clone()).await.unwrap();
    let twice = json!([notes["id"], notes["id"]]);
    let send = json!({ "id": id, "text": "When?", "attachments": twice });
    let (outcome, events) = run(&app, "conversation.send", send).await;
    outcome.unwrap();
    assert_eq!(events[0]["user"]["blocks"].as_array().unwrap().len(), 2, "one, and the words");

    // Something waits behind an answer that was stopped, and is held back.
    let stall = json!({ "id": id, "text": "/simulate stall", "detached": true });
    let (stalls, ()) = tokio::join!(run(&app, "conversation.send", stall), async {
        while call(&app, "conversation.get", json!({ "id": id })).await.unwrap()["state"]
            != "streaming"
        {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        let notes = call(&app, "attachment.add_file", attach).await.unwrap();
        let twice = json!([notes["id"], notes["id"]]);
        let add = json!({ "conversation_id": id, "text": "", "attachments": twice });
        let queued = call(&app, "queue.add", add).await.unwrap();
        assert_eq!(queued["attachments"].as_array().unwrap().len(), 1, "{queued}");
        let taken = call(&app, "attachment.remove", json!({ "id": notes["id"] })).await;
        assert_eq!(taken.unwrap_err().code, Code::NotFound, "it is in no draft");
        let listed = call(&app, "queue.list", json!({ "conversation_id": id })).await.unwrap();
        assert_eq!(listed[0]["attachments"], queued["attachments"]);
        call(&app, "conversation.stop", json!({ "id": id })).await.unwrap();
    });
    stalls.0.unwrap();
    app.shutdown().await;
}
