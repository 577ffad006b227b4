//! Temporary conversations: all that others do, in memory alone.

mod kill;

use atelier_app::App;
use atelier_simulator::{Simulator, SimulatorOptions};
use serde_json::{Value, json};

use crate::support::{Home, call, conversation, run, say, streamed, text};

const NOBODY: &str = "018f3c5a-7b1e-7000-8000-000000000000";

/// A new temporary conversation's id.
pub(crate) async fn begin(app: &App, input: Value) -> String {
    let begun = call(app, "temporary.begin", input).await.unwrap();
    begun["id"].as_str().unwrap().to_owned()
}

async fn listed(app: &App) -> Vec<String> {
    let page = call(app, "conversation.list", json!({})).await.unwrap();
    let items = page["items"].as_array().unwrap().clone();
    items.iter().map(|it| it["id"].as_str().unwrap().to_owned()).collect()
}

async fn temporary(app: &App) -> Vec<Value> {
    call(app, "temporary.list", json!({})).await.unwrap().as_array().unwrap().clone()
}

async fn shown(app: &App, id: &str) -> Vec<Value> {
    let page = call(app, "conversation.messages", json!({ "id": id })).await.unwrap();
    page["items"].as_array().unwrap().clone()
}

/// Everything that may be done with a conversation works in one that is in memory, and none of it shows
/// among those that are kept; what it cost is counted, without a title.
#[tokio::test(flavor = "multi_thread")]
async fn a_temporary_conversation_does_what_others_do_and_is_in_no_list() {
    let simulator = Simulator::start(SimulatorOptions::default()).unwrap();
    let home = Home::new();
    let app = home.open_against(simulator.url()).await;
    call(&app, "model.list", json!({})).await.unwrap();
    let kept = conversation(&app).await;
    say(&app, &kept, "ordinary").await;
    let before = call(&app, "usage.summary", json!({})).await.unwrap();
    call(&app, "draft.save", json!({ "text": "typed already" })).await.unwrap();

    let id = begin(&app, json!({ "with_draft": true, "effort": "low" })).await;
    let draft = async |of: Value| call(&app, "draft.get", of).await.unwrap()["text"].clone();
    assert_eq!(draft(json!({ "conversation_id": id })).await, "typed already");
    assert_eq!(draft(json!({})).await, "", "it is kept no longer");
    let events = say(&app, &id, "quartzite, please").await.1;
    let answer = &events.last().unwrap()["message"];
    assert_eq!(streamed(&events), text(answer));
    assert!(answer["cost_nano_usd"].as_i64().unwrap() > 0);
    let seen = call(&app, "conversation.get", json!({ "id": id })).await.unwrap();
    assert_eq!((&seen["title"], &seen["effort"]), (&json!("quartzite, please"), &json!("low")));

    // Branches: an edit, the same again, a fork, a deletion.
    let first = shown(&app, &id).await[0]["id"].clone();
    let edit = json!({ "conversation_id": id, "message_id": first, "texts": ["gneiss, please"] });
    call(&app, "message.edit", edit).await.unwrap();
    run(&app, "conversation.regenerate", json!({ "id": id })).await.0.unwrap();
    let map = call(&app, "message.map", json!({ "conversation_id": id })).await.unwrap();
    assert!(map.as_array().unwrap().len() >= 2, "{map}");
    let head = shown(&app, &id).await.last().unwrap()["id"].clone();
    let fork = json!({ "id": id, "message_id": head });
    let fork = call(&app, "conversation.fork", fork).await.unwrap();
    assert_eq!(temporary(&app).await.len(), 2, "what is copied from it is temporary too");
    let delete = json!({ "conversation_id": id, "message_id": head });
    call(&app, "message.delete", delete.clone()).await.unwrap();
    call(&app, "message.restore", delete).await.unwrap();

    // The queue, the context, a question aside, budgets, finding, a name.
    let queued = json!({ "conversation_id": id, "text": "later" });
    let queued = call(&app, "queue.add", queued).await.unwrap();
    let follow = json!({ "id": id });
    run(&app, "conversation.follow", follow).await.0.unwrap();
    let stop = call(&app, "conversation.stop", json!({ "id": id })).await.unwrap();
    assert_eq!(stop["state"], "idle");
    drop(call(&app, "queue.remove", json!({ "id": queued["id"] })).await);
    let meter = json!({ "conversation_id": id, "text": "next", "count": true });
    let parts = call(&app, "context.parts", meter).await.unwrap();
    assert!(parts["parts"].to_string().contains("gneiss"), "{parts}");
    let aside = json!({ "conversation_id": id, "text": "by the way" });
    run(&app, "aside.ask", aside).await.0.unwrap();
    let set = json!({ "conversation_id": id, "limit_nano_usd": 900_000_000_000_i64 });
    let state = call(&app, "budget.set", set).await.unwrap();
    assert!(state["lines"][0]["spent_nano_usd"].as_i64().unwrap() > 0, "{state}");
    call(&app, "budget.allow_once", json!({ "conversation_id": id })).await.unwrap();
    let within = json!({ "id": id, "text": "gneiss" });
    assert!(!call(&app, "search.within", within).await.unwrap().as_array().unwrap().is_empty());
    call(&app, "conversation.rename", json!({ "id": id, "title": "Stones" })).await.unwrap();
    let path = home.folder.path().join("stones.md");
    let export = json!({ "id": id, "format": "markdown", "path": path.display().to_string() });
    call(&app, "export.conversation", export).await.unwrap();
    assert!(std::fs::read_to_string(&path).unwrap().contains("gneiss"), "where a person wants it");

    // Nothing of it among what is kept, but its cost.
    assert_eq!(listed(&app).await, std::slice::from_ref(&kept));
    for query in ["gneiss", "quartzite", "stones"] {
        let found = call(&app, "search.find", json!({ "query": query })).await.unwrap();
        assert_eq!(found["conversations"], json!([]), "{query}");
    }
    let learned = call(&app, "pattern.list", json!({})).await.unwrap().to_string();
    assert!(learned.contains("ordinary") && !learned.contains("gneiss"), "{learned}");
    let after = call(&app, "usage.summary", json!({})).await.unwrap();
    let cost = |of: &Value| of["total"]["cost_nano_usd"].as_i64().unwrap();
    let each = call(&app, "usage.by_conversation", json!({})).await.unwrap();
    let row = each.as_array().unwrap().iter().find(|it| it["conversation_id"] == id.as_str());
    let row = row.unwrap();
    assert_eq!(row["title"], Value::Null);
    let own = row["spending"]["cost_nano_usd"].as_i64().unwrap();
    assert_eq!(cost(&after) - cost(&before), own, "every request of it is counted once");
    assert_eq!(row["spending"]["requests"], 4, "an answer, another, the queued one, and aside");

    // It ends, and what comes too late is kept nowhere.
    let fork = fork["id"].clone();
    call(&app, "temporary.end", json!({ "id": fork })).await.unwrap();
    call(&app, "temporary.end", json!({ "id": id })).await.unwrap();
    assert_eq!(temporary(&app).await, Vec::<Value>::new());
    for (name, input) in [
        ("conversation.get", json!({ "id": id })),
        ("draft.save", json!({ "conversation_id": id, "text": "too late" })),
        ("queue.add", json!({ "conversation_id": id, "text": "too late" })),
        ("temporary.end", json!({ "id": id })),
        ("temporary.keep", json!({ "id": id })),
    ] {
        let error = call(&app, name, input).await.unwrap_err();
        assert!(error.message.contains("there is no conversation"), "{name}: {error}");
    }
    let query = format!("conversation={id}");
    assert!(app.blobs().unwrap().of(Some(&query)).await.is_err(), "bytes have no place any more");
    app.shutdown().await;
}

/// What is kept after all is there as it was, with its bytes; the costs then have its title.
#[tokio::test(flavor = "multi_thread")]
async fn a_temporary_conversation_that_is_kept_moves_as_it_is() {
    let simulator = Simulator::start(SimulatorOptions::default()).unwrap();
    let home = Home::new();
    let app = home.open_against(simulator.url()).await;
    call(&app, "model.list", json!({})).await.unwrap();
    let id = begin(&app, json!({})).await;
    let query = format!("conversation={id}");
    let blobs = app.blobs().unwrap();
    let stored = blobs.of(Some(&query)).await.unwrap().keep(b"a note about basalt").await.unwrap();
    let kept_blobs = blobs.of(None).await.unwrap();
    assert_eq!(kept_blobs.size(&stored.hash).await.unwrap(), None, "the bytes are in memory");
    assert_eq!(blobs.size(&stored.hash).await.unwrap(), Some(19), "and can be read");
    let add = json!({ "conversation_id": id, "hash": stored.hash, "name": "basalt.txt" });
    let added = call(&app, "attachment.add", add).await.unwrap();
    let read = call(&app, "attachment.text", json!({ "hash": stored.hash })).await.unwrap();
    assert_eq!(read["text"], "a note about basalt");
    let send = json!({ "id": id, "text": "what is it about?", "attachments": [added["id"]] });
    run(&app, "conversation.send", send).await.0.unwrap();
    let first = shown(&app, &id).await[0]["id"].clone();
    run(&app, "conversation.regenerate", json!({ "id": id })).await.0.unwrap();
    call(&app, "draft.save", json!({ "conversation_id": id, "text": "half a thought" }))
        .await
        .unwrap();
    let mark = json!({ "conversation_id": id, "message_id": first, "mark": "pin" });
    call(&app, "context.mark", mark).await.unwrap();
    let whole = async || {
        let map = call(&app, "message.map", json!({ "conversation_id": id })).await.unwrap();
        let one = call(&app, "conversation.get", json!({ "id": id })).await.unwrap();
        let draft = call(&app, "draft.get", json!({ "conversation_id": id })).await.unwrap();
        let page = call(&app, "conversation.messages", json!({ "id": id })).await.unwrap();
        (map, one, draft, page)
    };
    let before = whole().await;
    call(&app, "temporary.keep", json!({ "id": id })).await.unwrap();
    assert_eq!(whole().await, before);
    assert_eq!(listed(&app).await, std::slice::from_ref(&id));
    assert_eq!(temporary(&app).await, Vec::<Value>::new());
    assert_eq!(kept_blobs.size(&stored.hash).await.unwrap(), Some(19));
    let found = call(&app, "search.find", json!({ "query": "about" })).await.unwrap();
    assert_eq!(found["conversations"].as_array().unwrap().len(), 1, "it is found now");
    let each = call(&app, "usage.by_conversation", json!({})).await.unwrap();
    assert_eq!(each[0]["title"], "what is it about?");
    assert_eq!(each[0]["spending"]["requests"], 2);
    assert!(!streamed(&say(&app, &id, "and it goes on").await.1).is_empty());
    app.shutdown().await;
}

/// What makes no sense without being kept is refused in words, and leaves it as it was.
#[tokio::test(flavor = "multi_thread")]
async fn what_needs_to_be_kept_is_refused_in_words() {
    let simulator = Simulator::start(SimulatorOptions::default()).unwrap();
    let home = Home::new();
    let app = home.open_against(simulator.url()).await;
    let id = begin(&app, json!({})).await;
    say(&app, &id, "hello").await;
    let kept = conversation(&app).await;
    for (name, input) in [
        ("conversation.delete", json!({ "id": id })),
        ("conversation.restore", json!({ "id": id })),
        ("shelf.pin", json!({ "ids": [kept, id], "pinned": true })),
        ("shelf.archive", json!({ "ids": [id], "archived": true })),
        ("shelf.assign", json!({ "ids": [id], "project_id": null })),
        ("shelf.tag", json!({ "id": id, "tags": ["a"] })),
        ("shelf.erase", json!({ "ids": [id] })),
        ("search.similar", json!({ "id": id })),
    ] {
        let error = call(&app, name, input).await.unwrap_err();
        assert!(error.message.contains("temporary conversation"), "{name}: {error}");
    }
    let one = call(&app, "conversation.get", json!({ "id": kept })).await.unwrap();
    assert_eq!(one["pinned_at"], Value::Null, "nothing was done by halves");
    assert_eq!(shown(&app, &id).await.len(), 2);
    for input in [
        json!({ "id": NOBODY }),
        json!({ "id": "no id" }),
        json!({ "id": kept }),
        json!({}),
        json!({ "id": id, "more": 1 }),
    ] {
        call(&app, "temporary.end", input.clone()).await.unwrap_err();
        call(&app, "temporary.keep", input).await.unwrap_err();
    }
    for query in ["conversation=", "conversation=no-id", &format!("x=1&conversation={NOBODY}")] {
        assert!(app.blobs().unwrap().of(Some(query)).await.is_err(), "{query}");
    }
    assert_eq!(temporary(&app).await.len(), 1);
    app.shutdown().await;
}

/// An answer that is arriving is stopped by the end, and holds back being kept.
#[tokio::test(flavor = "multi_thread")]
async fn an_end_stops_what_is_arriving_and_nothing_is_left() {
    let simulator = Simulator::start(SimulatorOptions::default()).unwrap();
    let home = Home::new();
    let app = home.open_against(simulator.url()).await;
    call(&app, "model.list", json!({})).await.unwrap();
    let id = begin(&app, json!({})).await;
    let sent = tokio::spawn({
        let (app, id) = (app.clone(), id.clone());
        async move {
            let input = json!({ "id": id, "text": "/simulate long 100000", "detached": true });
            run(&app, "conversation.send", input).await
        }
    });
    loop {
        let seen = call(&app, "conversation.get", json!({ "id": id })).await.unwrap();
        if seen["state"] == "streaming" {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    let error = call(&app, "temporary.keep", json!({ "id": id })).await.unwrap_err();
    assert!(error.message.contains("an answer is arriving"), "{error}");
    let ended = call(&app, "temporary.end", json!({ "id": id })).await.unwrap();
    assert_eq!(ended["state"], "idle");
    sent.await.unwrap().0.ok();
    assert_eq!(temporary(&app).await, Vec::<Value>::new());
    let each = call(&app, "usage.by_conversation", json!({})).await.unwrap();
    assert_eq!(each[0]["conversation_id"], id.as_str(), "what arrived is paid for all the same");
    // The next one begins in a store that is new.
    let next = begin(&app, json!({})).await;
    assert!(shown(&app, &next).await.is_empty());
    app.shutdown().await;
}

/// Whoever has everything removed means these as well.
#[tokio::test(flavor = "multi_thread")]
async fn beginning_anew_ends_them_too() {
    let simulator = Simulator::start(SimulatorOptions::default()).unwrap();
    let home = Home::new();
    let app = home.open_against(simulator.url()).await;
    let id = begin(&app, json!({})).await;
    say(&app, &id, "hello").await;
    let everything = json!({ "confirmation": "RESET", "backups": true, "keys": true });
    call(&app, "reset.everything", everything).await.unwrap();
    let gone = async {
        while !temporary(&app).await.is_empty() {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(10), gone).await.unwrap();
    app.shutdown().await;
}
