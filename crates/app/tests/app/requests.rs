//! What was sent for an answer: word for word, in memory alone, and never with the key.

use atelier_app::App;
use atelier_simulator::{Failure, Scenario, Simulator};
use serde_json::{Value, json};

use crate::support::{call, conversation, run, say, simulated};

/// The key of these runs, as `support` has it.
const KEY: &str = "sk-ant-test-environment";

async fn record(app: &App, answer: &Value, whole: bool) -> Value {
    let input = json!({
        "conversation_id": answer["conversation_id"],
        "message_id": answer["id"],
        "whole": whole,
    });
    call(app, "message.request", input).await.unwrap()
}

/// The bodies that asked for answers, as they arrived.
fn arrived(simulator: &Simulator) -> Vec<String> {
    let requests = simulator.requests();
    let asked = requests.iter().filter(|it| it.path.ends_with("/v1/messages"));
    asked.map(|it| String::from_utf8(it.body.to_vec()).unwrap()).collect()
}

fn busy() -> Scenario {
    Scenario::Fail(Failure {
        status: 429,
        kind: "rate_limit_error".to_owned(),
        code: None,
        message: "Slow down.".to_owned(),
        headers: vec![("retry-after".to_owned(), "0".to_owned())],
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_told_is_what_arrived_and_the_key_is_nowhere_in_it() {
    let (_home, simulator, app) = simulated().await;
    call(&app, "settings.save", json!({ "instructions": "Be brief." })).await.unwrap();
    let id = conversation(&app).await;
    simulator.script([busy(), Scenario::Say("Blue.".to_owned())]);
    let answer = say(&app, &id, "Which colour?\u{202e}").await.0;
    let told = record(&app, &answer, true).await;
    let sent = &told["sent"];
    let bodies = arrived(&simulator);
    assert_eq!(bodies.len(), 2, "it was asked twice");
    assert_eq!(sent["body"], *bodies[1], "every byte of it");
    assert_eq!(sent["body_bytes"], bodies[1].len());
    assert_eq!(sent["url"], format!("{}/v1/messages", simulator.url()));
    assert_eq!((&sent["status"], &sent["cuts"]), (&json!(200), &json!([])));
    for header in sent["headers"].as_array().unwrap() {
        let name = header["name"].as_str().unwrap();
        let requests = simulator.requests();
        let last = requests.iter().rfind(|it| it.path.ends_with("/v1/messages")).unwrap();
        let said = last.headers.get(name).unwrap().to_str().unwrap().to_owned();
        let key = if header["with_key"] == true { KEY } else { "" };
        assert_eq!(said, format!("{}{key}", header["value"].as_str().unwrap()), "{name}");
    }
    let with_key = |it: &&Value| it["with_key"] == true;
    assert_eq!(sent["headers"].as_array().unwrap().iter().filter(with_key).count(), 1);
    let attempts = sent["attempts"].as_array().unwrap();
    assert_eq!(attempts.len(), 1);
    assert_eq!(
        (&attempts[0]["status"], &attempts[0]["class"]),
        (&json!(429), &json!("rate_limit"))
    );
    assert!(attempts[0]["message"].as_str().unwrap().contains("Slow down."));
    let ms = |name: &str| sent[name].as_u64().unwrap();
    assert!(ms("response_ms") <= ms("first_part_ms") && ms("first_part_ms") <= ms("ended_ms"));
    assert_eq!(told["message"], answer, "what came back is what is kept");
    assert!(!told.to_string().contains(KEY), "{told}");
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_round_of_tools_has_its_request_and_a_failure_says_what_came_back() {
    let (_home, simulator, app) = simulated().await;
    call(&app, "settings.save", json!({ "tools": { "math_notebook": true } })).await.unwrap();
    let id = conversation(&app).await;
    let last = say(&app, &id, "/simulate math").await.0;
    let page = call(&app, "conversation.messages", json!({ "id": id })).await.unwrap();
    let first = &page["items"][1];
    assert_eq!((&first["role"], &first["stop_reason"]), (&json!("assistant"), &json!("tool_use")));
    let bodies = arrived(&simulator);
    assert_eq!(record(&app, first, true).await["sent"]["body"], *bodies[0]);
    let second = record(&app, &last, true).await;
    assert_eq!(second["sent"]["body"], *bodies[1]);
    assert!(second["sent"]["body"].as_str().unwrap().contains("tool_result"));

    let failed = say(&app, &id, "/simulate 400").await.0;
    let told = record(&app, &failed, false).await;
    assert_eq!(
        (&told["sent"]["status"], &told["sent"]["response_ms"]),
        (&json!(400), &Value::Null)
    );
    assert_eq!(told["sent"]["attempts"][0]["waited_ms"], 0);
    assert!(told["sent"]["ended_ms"].is_u64());
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bytes_of_files_are_described_and_long_texts_begin() {
    let (home, simulator, app) = simulated().await;
    let id = conversation(&app).await;
    let picture = home.folder.path().join("dot.png");
    // One pixel.
    let png: &[u8] = &[
        0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52, 0,
        0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1f, 0x15, 0xc4, 0x89, 0, 0, 0, 0x0d, 0x49, 0x44,
        0x41, 0x54, 0x78, 0x9c, 0x63, 0xf8, 0xcf, 0xc0, 0xf0, 0x1f, 0, 5, 0, 1, 0xff, 0x89, 0x99,
        0x3d, 0x1d, 0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
    ];
    std::fs::write(&picture, png).unwrap();
    let input = json!({ "conversation_id": id, "path": picture.to_str().unwrap() });
    let added = call(&app, "attachment.add_file", input).await.unwrap();
    let words = "é".repeat(6_000);
    let input = json!({ "id": id, "text": words, "attachments": [added["id"]] });
    let (outcome, events) = run(&app, "conversation.send", input).await;
    outcome.unwrap();
    let answer = &events.last().unwrap()["message"];
    let arrived = arrived(&simulator).pop().unwrap();
    let body: Value = serde_json::from_str(&arrived).unwrap();

    let whole = record(&app, answer, true).await["sent"].clone();
    assert_eq!(whole["body_bytes"], arrived.len());
    let cuts = whole["cuts"].as_array().unwrap();
    assert_eq!(cuts.len(), 1);
    assert_eq!(
        (&cuts[0]["media_type"], &cuts[0]["length"]),
        (&json!("image/png"), &json!(png.len()))
    );
    let pointer = cuts[0]["pointer"].as_str().unwrap();
    let told: Value = serde_json::from_str(whole["body"].as_str().unwrap()).unwrap();
    let data = body.pointer(pointer).unwrap().as_str().unwrap();
    assert!(!whole.to_string().contains(data), "no base64 travels");
    let put_back = whole["body"]
        .as_str()
        .unwrap()
        .replace(told.pointer(pointer).unwrap().as_str().unwrap(), data);
    assert_eq!(put_back, arrived, "all else is what was sent");

    let short = record(&app, answer, false).await["sent"].clone();
    let cuts = short["cuts"].as_array().unwrap();
    assert_eq!(cuts.len(), 2);
    let text = cuts.iter().find(|cut| cut["media_type"].is_null()).unwrap();
    assert_eq!(text["length"], 6_000);
    let told: Value = serde_json::from_str(short["body"].as_str().unwrap()).unwrap();
    let text = told.pointer(text["pointer"].as_str().unwrap()).unwrap();
    assert_eq!(text.as_str().unwrap().chars().count(), 4_000);
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_in_memory_alone_and_says_where_it_does_not_know() {
    let (_home, simulator, app) = simulated().await;
    call(&app, "settings.save", json!({ "answer_cache": true })).await.unwrap();
    let (one, two) = (conversation(&app).await, conversation(&app).await);
    let first = say(&app, &one, "Once and again").await.0;
    let again = say(&app, &two, "Once and again").await.0;
    assert_eq!(arrived(&simulator).len(), 1);
    let told = record(&app, &again, false).await;
    assert_eq!((&told["sent"], &told["unrecorded"]), (&Value::Null, &json!("from_cache")));
    assert!(record(&app, &first, false).await["sent"].is_object());

    // What is asked for is an answer of that conversation.
    let page = call(&app, "conversation.messages", json!({ "id": one })).await.unwrap();
    for (conversation, message) in [
        (&json!(one), &page["items"][0]["id"]),
        (&json!(two), &first["id"]),
        (&json!("018f3c5a-7b1e-7000-8000-000000000000"), &first["id"]),
    ] {
        let input = json!({ "conversation_id": conversation, "message_id": message });
        assert!(call(&app, "message.request", input).await.is_err());
    }
    for hostile in [json!({}), json!({ "message_id": first["id"] }), json!({ "whole": 1 })] {
        assert!(call(&app, "message.request", hostile).await.is_err());
    }

    // Nothing was sent for what a person made of an answer.
    let edit = json!({
        "conversation_id": one, "message_id": first["id"], "texts": ["Otherwise."],
    });
    let edited = call(&app, "message.edit", edit).await.unwrap();
    let copy = json!({ "conversation_id": one, "id": edited["head_id"] });
    let told = record(&app, &copy, false).await;
    assert_eq!((&told["sent"], &told["unrecorded"]), (&Value::Null, &json!("not_in_memory")));

    // Deleted for good, it is gone.
    call(&app, "conversation.delete", json!({ "id": one })).await.unwrap();
    call(&app, "shelf.erase", json!({ "ids": [one] })).await.unwrap();
    let input = json!({ "conversation_id": one, "message_id": first["id"] });
    assert!(call(&app, "message.request", input).await.is_err());
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_temporary_conversation_leaves_none() {
    let (_home, _simulator, app) = simulated().await;
    let begun = call(&app, "temporary.begin", json!({})).await.unwrap();
    let id = begun["id"].as_str().unwrap();
    let answer = say(&app, id, "In passing").await.0;
    assert!(record(&app, &answer, true).await["sent"].is_object());
    call(&app, "temporary.keep", json!({ "id": id })).await.unwrap();
    let told = record(&app, &answer, true).await;
    assert_eq!((&told["sent"], &told["unrecorded"]), (&Value::Null, &json!("not_in_memory")));
    app.shutdown().await;
}
