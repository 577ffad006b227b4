//! What waits for a person's word: why, and what their word does.

use atelier_app::App;
use serde_json::{Value, json};

use crate::support::{Home, PASSPHRASE, call};

async fn taught(app: &App, message: &str, response: &str, score: f64) -> Value {
    let input = json!({ "message": message, "response": response, "score": score });
    call(app, "pattern.store", input).await.unwrap()["id"].clone()
}

async fn reviews(app: &App) -> Vec<Value> {
    call(app, "pattern.reviews", json!({})).await.unwrap().as_array().unwrap().clone()
}

async fn judge(app: &App, id: &Value, outcome: &str) {
    call(app, "pattern.score", json!({ "id": id, "outcome": outcome })).await.unwrap();
}

/// Doubles and contradictions are shown with what they are compared to; deciding ends the question.
#[tokio::test(flavor = "multi_thread")]
async fn doubles_and_contradictions_are_put_before_a_person() {
    let home = Home::new();
    let app = App::open(home.launch()).await.unwrap();
    let asked = "how do I undo the last commit in git but keep my changes";
    let helped = taught(&app, asked, "git reset --soft HEAD~1", 1.0).await;
    let failed = taught(&app, asked, "delete the repository and clone it anew", 0.0).await;
    let found = reviews(&app).await;
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["pattern"]["id"], failed);
    let reason = &found[0]["reasons"][0];
    assert_eq!((&reason["kind"], &reason["of"]), (&json!("contradicts"), &helped));
    assert_eq!(reason["response"], "git reset --soft HEAD~1");

    judge(&app, &failed, "right").await;
    assert_eq!(reviews(&app).await, [] as [Value; 0], "kept");
    let double = taught(&app, asked, "git reset --soft HEAD~1 please", 1.0).await;
    let found = reviews(&app).await;
    assert!(found.iter().any(|it| it["pattern"]["id"] == double), "{found:?}");
    call(&app, "pattern.forget", json!({ "id": helped })).await.unwrap();
    call(&app, "pattern.forget", json!({ "id": failed })).await.unwrap();
    assert_eq!(reviews(&app).await, [] as [Value; 0], "there is nothing left to compare it to");
    app.shutdown().await;
}

/// What was called wrong waits, also after a new start; what keeps failing is doubtful.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_called_wrong_waits_until_it_is_decided() {
    let home = Home::new();
    let app = App::open(home.launch()).await.unwrap();
    call(&app, "secret.seal", json!({ "passphrase": PASSPHRASE })).await.unwrap();
    call(&app, "store.keep", json!({})).await.unwrap();
    let id = taught(&app, "why is the sky blue", "because of the sea", 1.0).await;
    judge(&app, &id, "wrong").await;
    app.shutdown().await;
    drop(app);

    let app = App::open(home.launch()).await.unwrap();
    assert!(call(&app, "pattern.reviews", json!({})).await.is_err(), "the store is locked");
    call(&app, "secret.unlock", json!({ "passphrase": PASSPHRASE })).await.unwrap();
    let found = reviews(&app).await;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["reasons"], json!([{ "kind": "called_wrong" }]));
    assert_eq!(found[0]["pattern"]["message"], "why is the sky blue");

    for _ in 0..2 {
        judge(&app, &id, "wrong").await;
    }
    judge(&app, &id, "right").await;
    assert_eq!(reviews(&app).await, [] as [Value; 0]);
    app.shutdown().await;
}
