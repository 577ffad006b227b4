//! Failures of the store as callers see them, whichever service they ask.
#![expect(clippy::disallowed_methods, reason = "a file of somebody else is put in the way")]

use atelier_app::rpc::Code;
use serde_json::json;

use crate::support::{Home, call, conversation};

/// Both services say the same of a store that is not open, and what to do about it.
// rows: 0.12
#[tokio::test]
async fn a_store_that_is_not_open_reads_alike_everywhere() {
    let home = Home::new();
    let data = home.folder.path().join("data");
    std::fs::create_dir_all(&data).unwrap();
    std::fs::write(data.join("atelier.db"), "this is no store of anybody's").unwrap();
    let app = home.open().await;
    let id = "0198c0de-0000-7000-8000-000000000001";
    let ours = call(&app, "settings.save", json!({ "message_limit": 5 })).await.unwrap_err();
    let theirs = call(&app, "conversation.get", json!({ "id": id })).await.unwrap_err();
    assert_eq!(ours, theirs, "one sentence, whoever says it");
    assert_eq!(ours.code, Code::Locked);
    assert!(ours.hint.unwrap().contains("Settings"), "it says where to go");
    let kept = std::fs::read(data.join("atelier.db")).unwrap();
    assert_eq!(kept, b"this is no store of anybody's", "and nothing was touched");
    app.shutdown().await;
}

#[tokio::test]
async fn a_cursor_that_nobody_made_is_bad_input() {
    let home = Home::new();
    let app = home.open_against("http://127.0.0.1:9").await;
    conversation(&app).await;
    let error = call(&app, "conversation.list", json!({ "cursor": "x" })).await.unwrap_err();
    assert_eq!(error.code, Code::InvalidInput, "{error:?}");
    assert!(error.hint.is_some(), "{error:?}");
    app.shutdown().await;
}
