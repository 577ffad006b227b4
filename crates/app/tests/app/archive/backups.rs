//! Backups, restoring them, and beginning anew.

use std::fs;
use std::path::Path;

use atelier_app::App;
use atelier_app::rpc::Code;
use serde_json::{Value, json};

use super::{histories::chatgpt, import, titles};
use crate::support::{Home, PASSPHRASE, call};

/// An application whose conversations are on disk.
async fn kept(home: &Home) -> App {
    let app = home.open().await;
    call(&app, "secret.seal", json!({ "passphrase": PASSPHRASE })).await.unwrap();
    call(&app, "store.keep", json!({})).await.unwrap();
    app
}

async fn fill(app: &App, home: &Home, count: usize) {
    let path = home.folder.path().join("conversations.json");
    fs::write(&path, chatgpt(count)).unwrap();
    import(app, "import.run", &path).await;
}

async fn listed(app: &App) -> Vec<Value> {
    let status = call(app, "backup.status", json!({})).await.unwrap();
    status["backups"].as_array().unwrap().clone()
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            found.extend(files(&entry.path()));
        } else {
            found.push(entry.file_name().into_string().unwrap());
        }
    }
    found.sort();
    found
}

#[tokio::test]
async fn a_backup_is_made_in_use_tried_and_put_back_and_the_store_of_now_is_kept() {
    let home = Home::new();
    let app = kept(&home).await;
    fill(&app, &home, 3).await;
    let made = call(&app, "backup.create", json!({})).await.unwrap();
    let name = json!({ "name": made["name"] });
    fill(&app, &home, 5).await;
    assert_eq!(titles(&app, false).await.len(), 5);

    let rehearsed = call(&app, "backup.rehearse", name.clone()).await.unwrap();
    assert_eq!(rehearsed["backup"], json!({ "conversations": 3, "messages": 12 }));
    assert_eq!(rehearsed["present"], json!({ "conversations": 5, "messages": 20 }));
    assert_eq!(titles(&app, false).await.len(), 5, "trying changes nothing");
    let data = home.folder.path().join("data");
    assert!(!files(&data).iter().any(|it| it.contains("unfinished")), "{:?}", files(&data));
    assert!(
        fs::read_dir(&data)
            .unwrap()
            .flatten()
            .all(|it| !it.file_name().to_string_lossy().starts_with("stage-"))
    );

    let restored = call(&app, "backup.restore", name).await.unwrap();
    assert_eq!(restored["content"]["conversations"], 3);
    assert_eq!(titles(&app, false).await.len(), 3);
    let replaced = listed(&app).await.into_iter().find(|it| it["reason"] == "restore").unwrap();
    assert_eq!(replaced["name"], restored["kept"]);
    // What was replaced can be had again.
    call(&app, "backup.restore", json!({ "name": replaced["name"] })).await.unwrap();
    assert_eq!(titles(&app, false).await.len(), 5);
    // And it lasts.
    app.shutdown().await;
    drop(app);
    let app = home.open().await;
    call(&app, "secret.unlock", json!({ "passphrase": PASSPHRASE })).await.unwrap();
    assert_eq!(titles(&app, false).await.len(), 5);
    app.shutdown().await;
}

#[tokio::test]
async fn a_backup_that_is_no_sound_one_changes_nothing() {
    let home = Home::new();
    let app = kept(&home).await;
    fill(&app, &home, 2).await;
    let made = call(&app, "backup.create", json!({})).await.unwrap();
    let path = home.folder.path().join("data/backups").join(made["name"].as_str().unwrap());
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 4096].fill(7);
    fs::write(&path, &bytes).unwrap();
    for operation in ["backup.rehearse", "backup.restore"] {
        let name = json!({ "name": made["name"] });
        let error = call(&app, operation, name).await.unwrap_err();
        assert_eq!(error.code, Code::Unavailable, "{operation}: {error:?}");
        assert_eq!(titles(&app, false).await.len(), 2, "{operation}");
    }
    for name in ["atelier.db", "../atelier.db", "atelier-1.backup"] {
        let error = call(&app, "backup.restore", json!({ "name": name })).await.unwrap_err();
        assert_eq!(error.code, Code::NotFound, "{name}");
    }
    app.shutdown().await;

    let memory = Home::new();
    let app = memory.open().await;
    let status = call(&app, "backup.status", json!({})).await.unwrap();
    assert_eq!(status["possible"], false);
    assert_eq!(call(&app, "backup.create", json!({})).await.unwrap_err().code, Code::Unavailable);
    app.shutdown().await;
}

#[tokio::test]
async fn with_a_recovery_key_and_a_backup_everything_opens_elsewhere() {
    let (home, elsewhere) = (Home::new(), Home::new());
    let app = kept(&home).await;
    fill(&app, &home, 2).await;
    let made = call(&app, "backup.create", json!({})).await.unwrap();
    let key = home.folder.path().join("recovery.sealed");
    let other = "another long passphrase";
    let input = json!({ "path": key, "passphrase": other });
    call(&app, "backup.recovery_key", input.clone()).await.unwrap();
    let again = call(&app, "backup.recovery_key", input).await.unwrap_err();
    assert_eq!(again.code, Code::Conflict, "a key is never overwritten");
    let backup = home.folder.path().join("data/backups").join(made["name"].as_str().unwrap());
    let data = elsewhere.folder.path().join("data");
    fs::create_dir_all(&data).unwrap();
    fs::copy(&key, data.join("secrets.sealed")).unwrap();
    fs::copy(&backup, data.join("atelier.db")).unwrap();
    app.shutdown().await;

    let app = elsewhere.open().await;
    call(&app, "secret.unlock", json!({ "passphrase": other })).await.unwrap();
    assert_eq!(titles(&app, false).await.len(), 2);
    app.shutdown().await;
}

#[tokio::test]
async fn beginning_anew_removes_everything_and_says_what_it_keeps() {
    let home = Home::new();
    let app = kept(&home).await;
    fill(&app, &home, 2).await;
    call(&app, "backup.create", json!({})).await.unwrap();
    call(&app, "settings.save", json!({ "instructions": "Be brief", "onboarded": true }))
        .await
        .unwrap();
    for word in ["", "reset", "yes"] {
        let error =
            call(&app, "reset.everything", json!({ "confirmation": word })).await.unwrap_err();
        assert_eq!(error.code, Code::InvalidInput);
        assert_eq!(titles(&app, false).await.len(), 2);
    }
    let outcome = call(&app, "reset.everything", json!({ "confirmation": "RESET" })).await.unwrap();
    assert_eq!(outcome["left"], json!([]));
    assert_eq!(outcome["kept"].as_array().unwrap().len(), 2, "{outcome}");
    assert_eq!(titles(&app, false).await.len(), 0);
    let settings = call(&app, "settings.get", json!({})).await.unwrap();
    assert_eq!(
        (settings["instructions"].as_str(), settings["onboarded"].as_bool()),
        (Some(""), Some(false))
    );
    // The backup that was kept still opens.
    call(&app, "store.keep", json!({})).await.unwrap();
    let name = listed(&app).await[0]["name"].clone();
    call(&app, "backup.restore", json!({ "name": name })).await.unwrap();
    assert_eq!(titles(&app, false).await.len(), 2);

    let all = json!({ "confirmation": "RESET", "backups": true, "keys": true });
    let outcome = call(&app, "reset.everything", all).await.unwrap();
    assert_eq!(outcome["kept"], json!([]));
    let data = home.folder.path().join("data");
    let left: Vec<String> =
        files(&data).into_iter().filter(|it| !it.starts_with("owner.")).collect();
    assert_eq!(left, Vec::<String>::new());
    app.shutdown().await;
}

#[tokio::test]
async fn beginning_anew_works_with_a_store_that_does_not_open() {
    let home = Home::new();
    let app = kept(&home).await;
    app.shutdown().await;
    drop(app);
    fs::write(home.folder.path().join("data/atelier.db"), vec![9; 8192]).unwrap();
    let app = home.open().await;
    call(&app, "secret.unlock", json!({ "passphrase": PASSPHRASE })).await.unwrap();
    assert!(call(&app, "conversation.list", json!({})).await.is_err());
    let input = json!({ "confirmation": "RESET" });
    call(&app, "reset.everything", input).await.unwrap();
    assert_eq!(titles(&app, false).await.len(), 0);
    app.shutdown().await;
}
