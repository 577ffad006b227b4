//! What goes wrong half-way loses nothing.
#![expect(clippy::disallowed_methods, reason = "a test makes files and tasks of its own")]

use atelier_app::{App, Launch, rpc::Code};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::{NOBODY, Scene, well_said};
use crate::support::{Home, PASSPHRASE, call, caller, conversation};

/// A draft that no temporary conversation could be begun with is still there.
#[tokio::test]
async fn a_conversation_that_does_not_begin_takes_no_draft() {
    let home = Home::new();
    let app = home.open_against("http://127.0.0.1:9").await;
    for _ in 0..100 {
        call(&app, "temporary.begin", json!({})).await.unwrap();
    }
    call(&app, "draft.save", json!({ "text": "half a thought" })).await.unwrap();
    let input = json!({ "with_draft": true });
    let refused = call(&app, "temporary.begin", input.clone()).await.unwrap_err();
    assert_eq!(refused.code, Code::InvalidInput, "{refused:?}");
    let draft = async || call(&app, "draft.get", json!({})).await.unwrap()["text"].clone();
    assert_eq!(draft().await, "half a thought");
    let listed = call(&app, "temporary.list", json!({})).await.unwrap();
    assert_eq!(listed.as_array().unwrap().len(), 100);
    call(&app, "temporary.end", json!({ "id": listed[0]["id"] })).await.unwrap();
    let begun = call(&app, "temporary.begin", input).await.unwrap();
    assert_eq!(draft().await, "");
    let of = json!({ "conversation_id": begun["id"] });
    assert_eq!(call(&app, "draft.get", of).await.unwrap()["text"], "half a thought");
    app.shutdown().await;
}

/// Where the store is locked, each says so, and what to do; nothing begins in memory instead.
#[tokio::test(flavor = "multi_thread")]
async fn with_a_locked_store_nothing_is_done_by_halves() {
    let home = Home::new();
    let app = home.open().await;
    call(&app, "secret.seal", json!({ "passphrase": PASSPHRASE })).await.unwrap();
    call(&app, "store.keep", json!({})).await.unwrap();
    let id = conversation(&app).await;
    call(&app, "draft.save", json!({ "text": "half a thought" })).await.unwrap();
    app.shutdown().await;
    drop(app);

    let app = home.open().await;
    let file = home.folder.path().join("out.json");
    let cases: Vec<(&str, Value)> = vec![
        ("temporary.begin", json!({ "with_draft": true })),
        ("search.similar", json!({ "id": id })),
        ("attachment.list", json!({})),
        ("attachment.collect", json!({})),
        ("export.conversation", json!({ "id": id, "format": "json", "path": file })),
        ("export.everything", json!({ "path": file })),
        ("import.run", json!({ "path": file })),
        ("import.list", json!({})),
        ("import.undo", json!({ "import_id": NOBODY })),
        ("mirror.configure", json!({ "folder": home.folder.path() })),
        ("mirror.rebuild", json!({})),
        ("usage.summary", json!({ "time_zone": "Europe/Berlin" })),
        ("shelf.tags", json!({})),
        ("shelf.empty_trash", json!({})),
        ("queue.list", json!({ "conversation_id": id })),
        ("template.list", json!({})),
        ("theme.save", json!({ "name": "x", "base": "dark", "tokens": {} })),
    ];
    for (name, input) in cases {
        let error = call(&app, name, input).await.unwrap_err();
        well_said(name, &error);
        assert_eq!(error.code, Code::Locked, "{name}: {error:?}");
        assert!(error.hint.is_some(), "{name}: {error:?}");
    }
    assert!(!file.exists(), "no file is begun");
    assert_eq!(call(&app, "temporary.list", json!({})).await.unwrap(), json!([]));
    call(&app, "secret.unlock", json!({ "passphrase": PASSPHRASE })).await.unwrap();
    assert_eq!(call(&app, "draft.get", json!({})).await.unwrap()["text"], "half a thought");
    app.shutdown().await;
}

/// A call that its caller gave up at any moment leaves everything as it was, or as it should be.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_given_up_leaves_nothing_half_done() {
    let scene = Scene::new(|launch: Launch| launch).await;
    let app: &App = &scene.app;
    let before = scene.everything().await;
    let file = scene.home.folder.path().join("given up.zip");
    let kept = &scene.kept;
    let cases: Vec<(&str, Value)> = vec![
        ("export.everything", json!({ "path": file })),
        ("export.conversation", json!({ "id": kept, "format": "html", "path": file })),
        ("export.text", json!({ "text": "x".repeat(1 << 20), "path": file })),
        ("attachment.add_file", json!({ "path": file })),
        ("mirror.rebuild", json!({})),
        ("import.run", json!({ "path": file })),
        ("search.similar", json!({ "id": kept })),
        ("usage.by_day", json!({ "days": 3660 })),
        ("desktop.choose", json!({ "kind": "file", "title": "x" })),
    ];
    for (name, input) in cases {
        for early in [true, false] {
            let cancel = CancellationToken::new();
            let (outlet, inlet) = mpsc::channel(1);
            let router = app.router();
            let asked = caller(cancel.clone());
            if early {
                cancel.cancel();
                drop(inlet);
            } else {
                drop(tokio::spawn(async move {
                    tokio::task::yield_now().await;
                    drop(inlet);
                    cancel.cancel();
                }));
            }
            if let Err(error) = router.call(asked, name, input.clone(), outlet).await
                && error.code != Code::Cancelled
            {
                well_said(name, &error);
            }
            let left: Vec<_> = std::fs::read_dir(scene.home.folder.path())
                .unwrap()
                .map(|it| it.unwrap().file_name().to_string_lossy().into_owned())
                .filter(|it| it.contains("unfinished"))
                .collect();
            assert!(left.is_empty(), "{name}: {left:?}");
            if file.exists() {
                std::fs::remove_file(&file).unwrap();
            }
            assert_eq!(scene.everything().await, before, "{name}");
        }
    }
    scene.app.shutdown().await;
}
