//! Finding what was said, through the router.

use atelier_app::App;
use atelier_simulator::{Simulator, SimulatorOptions};
use serde_json::{Value, json};

use crate::support::{Home, call, conversation, run};

async fn against_simulator() -> (Home, Simulator, App) {
    let simulator = Simulator::start(SimulatorOptions::default()).unwrap();
    let home = Home::new();
    let app = home.open_against(simulator.url()).await;
    (home, simulator, app)
}

async fn said(app: &App, words: &str) -> String {
    let id = conversation(app).await;
    let (outcome, _) = run(app, "conversation.send", json!({ "id": id, "text": words })).await;
    outcome.unwrap();
    id
}

async fn find(app: &App, query: &str) -> Value {
    call(app, "search.find", json!({ "query": query })).await.unwrap()
}

fn ids(found: &Value) -> Vec<&str> {
    let conversations = found["conversations"].as_array().unwrap();
    conversations.iter().map(|it| it["conversation"]["id"].as_str().unwrap()).collect()
}

/// What was said and answered is found at once, with the message and its snippet.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_and_answered_is_found_at_once() {
    let (_home, _simulator, app) = against_simulator().await;
    let id = said(&app, "Why do zeppelins never rust?").await;
    said(&app, "Something else").await;
    let found = find(&app, "ZEPPELINS rust").await;
    assert_eq!(ids(&found), [id.as_str()]);
    let message = &found["conversations"][0]["messages"][0];
    assert_eq!(message["role"], "user");
    let marked: Vec<&Value> =
        message["snippet"].as_array().unwrap().iter().filter(|it| it["marked"] == true).collect();
    assert_eq!(marked.len(), 2, "{message}");
    assert_eq!(ids(&find(&app, "zepelins").await), [id.as_str()], "a slip of the pen");
    let answers = find(&app, "simulate role:assistant").await;
    assert_eq!(answers["conversations"][0]["messages"][0]["role"], "assistant");
    app.shutdown().await;
}

/// The trash is searched only where it is asked for; what is deleted for good is found no more.
#[tokio::test(flavor = "multi_thread")]
async fn the_trash_is_searched_only_where_it_is_asked_for() {
    let (_home, _simulator, app) = against_simulator().await;
    let id = said(&app, "A secret xylophone").await;
    call(&app, "conversation.delete", json!({ "id": id })).await.unwrap();
    assert!(ids(&find(&app, "xylophone").await).is_empty());
    assert_eq!(ids(&find(&app, "xylophone is:trashed").await), [id.as_str()]);
    let kept = call(&app, "shelf.erase", json!({ "ids": [conversation(&app).await] })).await;
    assert_eq!(kept.unwrap()["conversations"], 0, "only what is in the trash");
    let erased = call(&app, "shelf.empty_trash", json!({})).await.unwrap();
    assert_eq!(erased["conversations"], 1);
    assert!(ids(&find(&app, "xylophone is:trashed").await).is_empty());
    let gone = call(&app, "conversation.get", json!({ "id": id })).await.unwrap_err();
    assert_eq!(gone.code, atelier_app::rpc::Code::NotFound);
    app.shutdown().await;
}

/// In one conversation a text is taken literally, whatever its case, and counted over all messages.
#[tokio::test(flavor = "multi_thread")]
async fn in_one_conversation_a_text_is_counted() {
    let (_home, _simulator, app) = against_simulator().await;
    let id = said(&app, "tea, Tea and TEAPOTS").await;
    let within = |text: &'static str| {
        let input = json!({ "id": id, "text": text });
        let app = &app;
        async move { call(app, "search.within", input).await.unwrap() }
    };
    let found = within("tea").await;
    assert_eq!(found[0]["count"], 3);
    assert_eq!(within("   ").await, json!([]));
    assert_eq!(within("\" OR 1=1 --").await, json!([]));
    let unknown = json!({ "id": "018f3c5a-7b1e-7000-8000-000000000000", "text": "tea" });
    assert!(call(&app, "search.within", unknown).await.is_err());
    app.shutdown().await;
}

/// No query breaks the search, whatever is in it; what is not understood is said.
#[tokio::test(flavor = "multi_thread")]
async fn no_query_breaks_the_search() {
    let (_home, _simulator, app) = against_simulator().await;
    said(&app, "harmless words").await;
    let hostile = [
        "\"",
        "-",
        "*",
        "a* OR b",
        "NEAR(a b)",
        "words:x",
        "^a",
        "a\u{0}b",
        "((((",
        "\u{202e}abc",
        "'; DROP TABLE messages; --",
        "{words} : x",
        "-\"a b\" -tag:",
        "before: after: is: has:",
        "AND OR NOT",
        "💥💥",
        "before:99999-99-99",
        "after:-1",
        "\"\"\"\"",
        "-is:trashed",
    ];
    for query in hostile {
        let found = call(&app, "search.find", json!({ "query": query })).await;
        assert!(found.is_ok(), "{query}: {found:?}");
    }
    let found = find(&app, "harmless before:someday").await;
    assert_eq!(found["conversations"].as_array().unwrap().len(), 1);
    assert!(found["notes"][0].as_str().unwrap().contains("takes a date"), "{found}");
    let long = json!({ "query": "x".repeat(2_000) });
    assert!(call(&app, "search.find", long).await.is_err(), "refused at the door");
    app.shutdown().await;
}

/// A conversation whose title has one word and whose message has the other is found, after those where one
/// message has both; no query breaks that either, and what must not be there may not be in the title.
#[tokio::test(flavor = "multi_thread")]
async fn a_title_and_a_message_complete_each_other() {
    let (_home, _simulator, app) = against_simulator().await;
    let parted = said(&app, "How do tasks of zeppelin yield?").await;
    let title = json!({ "id": parted, "title": "Xylophones \u{202e}AND\" OR* (Bätter) NEAR" });
    call(&app, "conversation.rename", title).await.unwrap();
    let whole = said(&app, "a zeppelin full of xylophones").await;
    let found = find(&app, "xylophones zeppelin").await;
    assert_eq!(ids(&found), [whole.as_str(), parted.as_str()], "{found}");
    assert_eq!(found["relaxed"], false);
    let marked = |parts: &Value| -> Vec<String> {
        let parts = parts.as_array().unwrap().iter().filter(|it| it["marked"] == true);
        parts.map(|it| it["text"].as_str().unwrap().to_owned()).collect()
    };
    let completed = &found["conversations"][1];
    assert_eq!(marked(&completed["title"]), ["Xylophones"]);
    assert_eq!(marked(&completed["messages"][0]["snippet"]), ["zeppelin"]);
    for query in
        ["batter zeppelin", "\"and or\" zeppelin", "batter zepp", "near \"zeppelin yield\""]
    {
        assert_eq!(ids(&find(&app, query).await), [parted.as_str()], "{query}");
    }
    assert_eq!(ids(&find(&app, "xylophones zeppelin -batter").await), [whole.as_str()]);
    let hostile = [
        "zeppelin \"",
        "zeppelin xylophones* OR (",
        "\"xylophones and\" zeppelin -\"",
        "zeppelin xylophones -xylophones",
        "zeppelin { words : xylophones }",
        "zeppelin xylophones'; DROP TABLE conversations; --",
        "zeppelin\u{0}xylophones \u{202e}",
        "xylophones zeppelin before:someday after:-1",
        "xylophones zeppelin role:nobody is: -has:",
        "* zeppelin ^xylophones",
    ];
    for query in hostile {
        let found = call(&app, "search.find", json!({ "query": query })).await;
        assert!(found.is_ok(), "{query}: {found:?}");
    }
    let many = format!("zeppelin xylophones {}", "batter ".repeat(120));
    assert!(!ids(&find(&app, &many).await).is_empty(), "as many words as may be");
    assert_eq!(ids(&find(&app, "xylophones zeppelin").await).len(), 2, "all is as it was");
    app.shutdown().await;
}
