//! The web through the router: what the endpoint searches and reads is shown, kept, sent back and paid for.
//!
//! The simulator checks calls and results as the API does: a request that breaks the rules is refused, and
//! the turn would fail.

use atelier_app::App;
use atelier_simulator::{Scenario, Simulator};
use serde_json::{Value, json};

use crate::support::{Home, call, conversation, messages, say, simulated, text};

async fn switch(app: &App, search: bool, fetch: bool) {
    let tools = json!({ "tools": { "web_search": search, "web_fetch": fetch } });
    call(app, "settings.save", tools).await.unwrap();
}

fn bodies(simulator: &Simulator) -> Vec<Value> {
    let requests = simulator.requests();
    let messages = requests.iter().filter(|request| request.path.ends_with("/v1/messages"));
    messages.map(|request| serde_json::from_slice(&request.body).unwrap()).collect()
}

fn kinds(message: &Value) -> Vec<&str> {
    let blocks = message["blocks"].as_array().or(message["content"].as_array()).unwrap();
    blocks.iter().map(|block| block["type"].as_str().unwrap()).collect()
}

const SEARCHED: [&str; 5] = ["text", "server_tool_use", "web_search_tool_result", "text", "text"];

#[tokio::test(flavor = "multi_thread")]
async fn the_web_is_off_until_it_is_switched_on() {
    let (_home, simulator, app) = simulated().await;
    let id = conversation(&app).await;
    let (answer, _) = say(&app, &id, "/simulate search").await;
    assert!(text(&answer).contains("does not offer it"), "{answer}");
    assert_eq!(bodies(&simulator)[0].get("tools"), None);
    let listed = call(&app, "tool.list", json!({})).await.unwrap();
    let search = listed.as_array().unwrap().iter().find(|it| it["name"] == "web_search").unwrap();
    assert_eq!((&search["enabled"], &search["runs_on"]), (&json!(false), &json!("endpoint")));
    assert_eq!(search["use_nano_usd"], 10_000_000);
    switch(&app, true, true).await;
    let names = |body: &Value| -> Vec<String> {
        let tools = body["tools"].as_array().unwrap();
        tools.iter().map(|tool| tool["type"].as_str().unwrap().to_owned()).collect()
    };
    say(&app, &id, "hello").await;
    assert_eq!(names(&bodies(&simulator)[1]), ["web_search_20260318", "web_fetch_20260318"]);
    let old = json!({ "id": id, "model": "claude-haiku-4-5-20251001" });
    call(&app, "conversation.configure", old).await.unwrap();
    say(&app, &id, "hello").await;
    let first = ["web_search_20250305", "web_fetch_20250910"];
    assert_eq!(names(&bodies(&simulator)[2]), first, "by what the model takes");
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_is_kept_counted_paid_for_and_sent_back_as_it_came() {
    let (_home, simulator, app) = simulated().await;
    switch(&app, true, false).await;
    let id = conversation(&app).await;
    let (answer, events) = say(&app, &id, "/simulate search").await;
    assert_eq!(answer["state"], "complete", "{answer}");
    assert_eq!(kinds(&answer), SEARCHED);
    let written = |event: &&Value| event["type"] == "block_delta" && event["part"] == "input";
    assert!(events.iter().any(|event| written(&event)), "what is searched for is seen on the way");
    let found = &answer["blocks"][2]["content"];
    assert!(found[0]["encrypted_content"].as_str().unwrap().len() > 50);
    assert_eq!(messages(&app, &id).await[1], answer, "the store has what the window has");
    assert_eq!(answer["usage"]["web_searches"], 1);
    let cost = answer["cost_nano_usd"].as_i64().unwrap();
    assert!(cost >= 10_000_000, "the search is paid for: {cost}");
    let (next, _) = say(&app, &id, "and now?").await;
    assert_eq!(next["state"], "complete", "{next}");
    let mut sent = bodies(&simulator)[1]["messages"][1]["content"].clone();
    for block in sent.as_array_mut().unwrap() {
        block.as_object_mut().unwrap().remove("cache_control");
    }
    assert_eq!(sent, answer["blocks"], "word for word, what is encrypted included");
    let usage = call(&app, "usage.summary", json!({ "conversation_id": id })).await.unwrap();
    assert_eq!(usage["range"]["tokens"]["web_searches"], 1, "{usage}");
    app.shutdown().await;
}

/// A pause is no end: the answer goes on by itself, with nothing said between.
#[tokio::test(flavor = "multi_thread")]
async fn a_pause_is_gone_on_from() {
    let (_home, simulator, app) = simulated().await;
    switch(&app, true, false).await;
    let id = conversation(&app).await;
    let (last, _) = say(&app, &id, "/simulate search pause").await;
    assert_eq!(last["state"], "complete", "{last}");
    assert_eq!(kinds(&last), ["web_search_tool_result", "text", "text"]);
    let asked = bodies(&simulator);
    assert_eq!(asked.len(), 2);
    let paused = asked[1]["messages"].as_array().unwrap().last().unwrap();
    assert_eq!(
        (&paused["role"], kinds(paused)),
        (&json!("assistant"), vec!["text", "server_tool_use"])
    );
    assert_eq!(asked[0]["tools"], asked[1]["tools"]);
    let (next, _) = say(&app, &id, "and now?").await;
    assert_eq!(next["state"], "complete", "{next}");
    let third = bodies(&simulator).remove(2);
    assert_eq!(third["messages"].as_array().unwrap().len(), 3, "one answer for the API");
    assert_eq!(kinds(&third["messages"][1]).len(), 5);
    app.shutdown().await;
}

/// An answer that broke off while it searched leaves a call without a result, which the API would refuse.
#[tokio::test(flavor = "multi_thread")]
async fn what_breaks_off_among_searches_leaves_a_sound_conversation() {
    let (_home, simulator, app) = simulated().await;
    switch(&app, true, true).await;
    let recorded = "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"m\",\
        \"model\":\"claude-opus-5-5\",\"content\":[],\"usage\":{\"input_tokens\":9,\"output_tokens\":1}}}\n\n\
        event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\
        \"content_block\":{\"type\":\"server_tool_use\",\"id\":\"srvtoolu_cut\",\"name\":\"web_search\",\
        \"input\":{\"query\":\"towers\"}}}\n\n\
        event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\n";
    simulator.script([Scenario::recorded(recorded)]);
    let id = conversation(&app).await;
    let (cut, _) = say(&app, &id, "which towers?").await;
    assert_eq!((&cut["state"], kinds(&cut)), (&json!("incomplete"), vec!["server_tool_use"]));
    let (next, _) = say(&app, &id, "go on").await;
    assert_eq!(next["state"], "complete", "{next}");
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_it_is_switched_off_again_nothing_of_it_goes_but_a_line() {
    let (_home, simulator, app) = simulated().await;
    switch(&app, true, true).await;
    let id = conversation(&app).await;
    say(&app, &id, "/simulate search").await;
    say(&app, &id, "/simulate fetch").await;
    for word in ["limit", "busy", "down", "newer", "none", "hostile", "many"] {
        let (answer, _) = say(&app, &id, &format!("/simulate search {word}")).await;
        assert_eq!(answer["state"], "complete", "{word}: {answer}");
    }
    let (closed, _) = say(&app, &id, "/simulate fetch closed").await;
    assert_eq!(closed["blocks"][2]["content"]["error_code"], "url_not_accessible");
    switch(&app, false, false).await;
    let (next, _) = say(&app, &id, "and now?").await;
    assert_eq!(next["state"], "complete", "{next}");
    let body = bodies(&simulator).pop().unwrap();
    let sent = body["messages"].to_string();
    assert!(!sent.contains("server_tool_use") && !sent.contains("encrypted"), "{sent}");
    assert!(
        sent.contains("The web was searched for")
            && sent.contains("https://example.com/lighthouses")
    );
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn limits_of_the_web_are_checked_and_sent() {
    let (_home, simulator, app) = simulated().await;
    switch(&app, true, false).await;
    let refused = [
        json!({ "max_uses": 0 }),
        json!({ "max_uses": 21 }),
        json!({ "allowed_domains": ["a.example"], "blocked_domains": ["b.example"] }),
        json!({ "allowed_domains": ["https://a.example"] }),
        json!({ "allowed_domains": ["localhost"] }),
        json!({ "blocked_domains": ["a .example"] }),
        json!({ "blocked_domains": ["Ä.example"] }),
        json!({ "blocked_domains": ["a.example/*/b/*"] }),
        json!({ "blocked_domains": ["-a.example"] }),
        json!({ "blocked_domains": [""] }),
        json!({ "blocked_domains": vec!["a.example"; 101] }),
        json!({ "blocked_domains": [format!("{}.example", "a".repeat(64))] }),
    ];
    for web in refused {
        let saved = call(&app, "settings.save", json!({ "web": web })).await;
        assert!(saved.is_err(), "{web}");
    }
    let web = json!({ "max_uses": 2, "blocked_domains": ["example.com/docs", "b.example"] });
    call(&app, "settings.save", json!({ "web": web })).await.unwrap();
    let id = conversation(&app).await;
    say(&app, &id, "hello").await;
    let tool = &bodies(&simulator)[0]["tools"][0];
    assert_eq!(tool["max_uses"], 2);
    assert_eq!(tool["blocked_domains"], json!(["example.com/docs", "b.example"]));
    assert_eq!(tool.get("allowed_domains"), None);
    app.shutdown().await;
}

/// The searches that an answer may make are known before it is asked for: they count.
#[tokio::test(flavor = "multi_thread")]
async fn a_budget_counts_the_searches_that_may_come() {
    let (_home, simulator, app) = simulated().await;
    let id = conversation(&app).await;
    let meter = async |app: &App| {
        call(app, "context.meter", json!({ "conversation_id": id, "text": "hello" })).await.unwrap()
    };
    // Enough for an answer, and not for five searches on top.
    call(&app, "budget.save", json!({ "day_nano_usd": 48_000_000 })).await.unwrap();
    let before = meter(&app).await;
    assert_eq!((&before["searches"], &before["stopped_by"]), (&Value::Null, &Value::Null));
    switch(&app, true, false).await;
    let with = meter(&app).await;
    assert_eq!(with["searches"], json!({ "most": 5, "each_nano_usd": 10_000_000 }));
    assert!(with["stopped_by"].is_string(), "{with}");
    let (stopped, _) = say(&app, &id, "/simulate search").await;
    assert_eq!(stopped["failure"]["class"], "budget", "{stopped}");
    assert!(bodies(&simulator).is_empty(), "nothing left");
    call(&app, "settings.save", json!({ "web": { "max_uses": 1 } })).await.unwrap();
    let (answer, _) = say(&app, &id, "/simulate search").await;
    assert_eq!(answer["state"], "complete", "{answer}");
    let tokens = bodies(&simulator)[0]["max_tokens"].as_u64().unwrap();
    assert!(tokens < 2_000, "the search is kept out of what pays for the answer: {tokens}");
    app.shutdown().await;
}

/// A page of today is not given again tomorrow.
#[tokio::test(flavor = "multi_thread")]
async fn the_answer_cache_never_answers_where_the_web_is_on() {
    let (_home, simulator, app) = simulated().await;
    call(&app, "settings.save", json!({ "answer_cache": true })).await.unwrap();
    switch(&app, true, false).await;
    for _ in 0..2 {
        let id = conversation(&app).await;
        let (answer, _) = say(&app, &id, "/simulate search").await;
        assert_eq!(answer["from_cache"], Value::Null);
    }
    assert_eq!(bodies(&simulator).len(), 2);
    assert_eq!(call(&app, "cache.status", json!({})).await.unwrap()["entries"], 0);
    app.shutdown().await;
}

/// Who looks around first can try it: no key, no cost, marked as simulated.
#[tokio::test(flavor = "multi_thread")]
async fn a_search_can_be_tried_without_a_key() {
    let home = Home::new();
    let app = home.open().await;
    call(&app, "settings.save", json!({ "endpoint": { "kind": "simulator" } })).await.unwrap();
    switch(&app, true, true).await;
    let id = conversation(&app).await;
    let (answer, _) = say(&app, &id, "/simulate search").await;
    assert_eq!(kinds(&answer), SEARCHED);
    assert_eq!((&answer["simulated"], &answer["cost_nano_usd"]), (&json!(true), &json!(0)));
    assert!(text(&answer).contains("Nothing was searched for"));
    app.shutdown().await;
}
