//! The folder mirror: a file of every conversation, in a folder that a person named.

#![expect(clippy::disallowed_methods, reason = "a test writes in folders of its own")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use atelier_app::App;
use atelier_app::rpc::{Call, CallId, Code, Origin};
use atelier_simulator::{Simulator, SimulatorOptions};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::archive::histories::chatgpt;
use crate::support::{Home, PASSPHRASE, call, caller, conversation, run};

/// A home whose conversations are kept on the disk.
async fn kept(home: &Home) -> App {
    let app = home.open().await;
    let passphrase = json!({ "passphrase": PASSPHRASE });
    if call(&app, "secret.unlock", passphrase.clone()).await.is_err() {
        call(&app, "secret.seal", passphrase).await.unwrap();
        call(&app, "store.keep", json!({})).await.unwrap();
    }
    app
}

fn folder(home: &Home) -> PathBuf {
    let folder = home.folder.path().join("Talks");
    fs::create_dir_all(&folder).unwrap();
    folder.canonicalize().unwrap()
}

/// The files below the folder, without what Atelier knows it by.
fn files(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        if entry.file_type().unwrap().is_dir() {
            found.extend(files(&entry.path()).iter().map(|it| format!("{name}/{it}")));
        } else if name != ".atelier-mirror" {
            found.insert(name);
        }
    }
    found
}

/// Waits until nothing is behind, and returns how the mirror stands.
async fn settled(app: &App) -> Value {
    for _ in 0..600 {
        let status = call(app, "mirror.status", json!({})).await.unwrap();
        if status["behind"] == 0 {
            return status;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{}", call(app, "mirror.status", json!({})).await.unwrap());
}

async fn begin(app: &App, folder: &Path) -> Value {
    call(app, "mirror.configure", json!({ "folder": folder })).await.unwrap()
}

async fn rename(app: &App, id: &str, title: &str) {
    call(app, "conversation.rename", json!({ "id": id, "title": title })).await.unwrap();
}

#[tokio::test]
async fn a_file_follows_its_conversation_to_the_archive_the_trash_and_back() {
    let home = Home::new();
    let app = kept(&home).await;
    let folder = folder(&home);
    let id = conversation(&app).await;
    rename(&app, &id, "Roses / thorns").await;
    let other = conversation(&app).await;
    rename(&app, &other, "roses / THORNS").await;
    let before = call(&app, "mirror.status", json!({})).await.unwrap();
    assert!(before["folder"].is_null(), "off until a person wants it");
    assert!(files(&folder).is_empty());

    let begun = begin(&app, &folder).await;
    assert_eq!(begun["folder"], json!(folder));
    let status = settled(&app).await;
    assert_eq!((&status["files"], &status["problem"]), (&json!(2), &Value::Null));
    assert!(status["written_at"].is_number());
    let there = files(&folder);
    let lower: BTreeSet<String> = there.iter().map(|it| it.to_lowercase()).collect();
    assert_eq!((there.len(), lower.len()), (2, 2), "{there:?}");
    let tail = id.replace('-', "")[20..].to_owned();
    let name = there.iter().find(|it| it.contains(&tail)).unwrap().clone();
    assert!(name.contains("Roses thorns"), "{name}");

    let project = call(&app, "project.create", json!({ "name": "House" })).await.unwrap();
    rename(&app, &id, "Tulips").await;
    call(&app, "shelf.tag", json!({ "id": id, "tags": ["garden"] })).await.unwrap();
    let input = json!({ "ids": [id], "project_id": project["id"] });
    call(&app, "shelf.assign", input).await.unwrap();
    settled(&app).await;
    let text = fs::read_to_string(folder.join(&name)).unwrap();
    for line in ["title: \"Tulips\"", "tags: [\"garden\"]", "project: \"House\"", "# Tulips"] {
        assert!(text.contains(line), "{line} in {text}");
    }
    assert_eq!(files(&folder), there, "another title, the same name");
    let input = json!({ "id": project["id"], "name": "Home" });
    call(&app, "project.update", input).await.unwrap();
    settled(&app).await;
    assert!(fs::read_to_string(folder.join(&name)).unwrap().contains("project: \"Home\""));

    call(&app, "shelf.archive", json!({ "ids": [id], "archived": true })).await.unwrap();
    settled(&app).await;
    assert!(files(&folder).contains(&format!("Archive/{name}")), "{:?}", files(&folder));
    assert!(!files(&folder).contains(&name));
    call(&app, "shelf.archive", json!({ "ids": [id], "archived": false })).await.unwrap();
    settled(&app).await;
    assert_eq!(files(&folder), there);

    for gone in [&id, &other] {
        call(&app, "conversation.delete", json!({ "id": gone })).await.unwrap();
    }
    settled(&app).await;
    assert!(files(&folder).is_empty(), "{:?}", files(&folder));
    call(&app, "conversation.restore", json!({ "id": other })).await.unwrap();
    settled(&app).await;
    assert_eq!(files(&folder).len(), 1);

    call(&app, "mirror.configure", json!({})).await.unwrap();
    rename(&app, &other, "Not written").await;
    let (outcome, _) = run(&app, "mirror.rebuild", json!({})).await;
    assert_eq!(outcome.unwrap_err().code, Code::NotFound);
    let left: Vec<String> = files(&folder).into_iter().collect();
    assert!(!fs::read_to_string(folder.join(&left[0])).unwrap().contains("Not written"));
    app.shutdown().await;
}

#[tokio::test]
async fn what_a_person_edits_is_never_read_back_and_never_overwritten() {
    let home = Home::new();
    let app = kept(&home).await;
    let folder = folder(&home);
    let id = conversation(&app).await;
    rename(&app, &id, "Mine").await;
    begin(&app, &folder).await;
    settled(&app).await;
    let name = files(&folder).into_iter().next().unwrap();
    let edited = fs::read_to_string(folder.join(&name)).unwrap() + "\nMy own note.\n";
    fs::write(folder.join(&name), &edited).unwrap();
    fs::write(folder.join("diary.md"), "Dear diary").unwrap();

    rename(&app, &id, "Changed").await;
    let status = settled(&app).await;
    assert_eq!(status["put_aside"], 1);
    let aside = name.replace(".md", ".edited-by-hand.md");
    assert_eq!(fs::read_to_string(folder.join(&aside)).unwrap(), edited);
    assert!(fs::read_to_string(folder.join(&name)).unwrap().contains("# Changed"));
    let known = call(&app, "conversation.get", json!({ "id": id })).await.unwrap();
    assert_eq!(known["title"], "Changed", "nothing came back");

    fs::write(folder.join(&name), "all mine").unwrap();
    call(&app, "conversation.delete", json!({ "id": id })).await.unwrap();
    settled(&app).await;
    let left: Vec<String> = files(&folder).into_iter().collect();
    let second = name.replace(".md", ".edited-by-hand 2.md");
    let expected: BTreeSet<String> = [aside, second, "diary.md".to_owned()].into();
    assert_eq!(left.into_iter().collect::<BTreeSet<_>>(), expected);
    app.shutdown().await;
}

#[tokio::test]
async fn it_catches_up_after_the_program_was_away_and_rebuilds_what_is_lost() {
    let home = Home::new();
    let app = kept(&home).await;
    let folder = folder(&home);
    let history = home.folder.path().join("conversations.json");
    fs::write(&history, chatgpt(45)).unwrap();
    run(&app, "import.run", json!({ "path": history })).await.0.unwrap();
    begin(&app, &folder).await;
    // Closed before it is written: what is behind is known to the next.
    app.shutdown().await;
    drop(app);
    let app = kept(&home).await;
    let status = settled(&app).await;
    assert_eq!(status["files"], 45);
    let there = files(&folder);
    assert_eq!(there.len(), 45);

    let texts = |folder: &Path| -> Vec<String> {
        files(folder).iter().map(|it| fs::read_to_string(folder.join(it)).unwrap()).collect()
    };
    let before = texts(&folder);
    for name in there.iter().take(3) {
        fs::remove_file(folder.join(name)).unwrap();
    }
    fs::write(folder.join(there.iter().last().unwrap()), "mine").unwrap();
    let (outcome, events) = run(&app, "mirror.rebuild", json!({})).await;
    outcome.unwrap();
    assert_eq!(events[0], json!({ "type": "progress", "done": 0, "of": 45 }));
    let counts =
        json!({ "type": "finished", "written": 4, "unchanged": 41, "removed": 0, "put_aside": 1 });
    assert_eq!(events.last().unwrap(), &counts);
    let mut after = texts(&folder);
    assert_eq!(after.len(), 46);
    after.retain(|it| it != "mine");
    assert_eq!(after, before, "the same store makes the same files");

    let cancel = CancellationToken::new();
    cancel.cancel();
    let (outlet, _inlet) = mpsc::channel(1);
    let stopped = app.router().call(caller(cancel), "mirror.rebuild", json!({}), outlet).await;
    assert_eq!(stopped.unwrap_err().code, Code::Cancelled);
    app.shutdown().await;
}

#[tokio::test]
async fn a_folder_that_is_gone_or_not_the_one_is_said_and_nothing_is_written_elsewhere() {
    let home = Home::new();
    let app = kept(&home).await;
    let folder = folder(&home);
    let id = conversation(&app).await;
    begin(&app, &folder).await;
    settled(&app).await;
    let away = home.folder.path().join("away");
    fs::rename(&folder, &away).unwrap();
    rename(&app, &id, "While it is gone").await;
    let problem = |status: &Value| status["problem"]["message"].as_str().map(str::to_owned);
    let mut said = None;
    for _ in 0..600 {
        said = problem(&call(&app, "mirror.status", json!({})).await.unwrap());
        if said.is_some() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(said.unwrap().contains("there is no folder"));
    fs::create_dir(&folder).unwrap();
    let (outcome, _) = run(&app, "mirror.rebuild", json!({})).await;
    let refused = outcome.unwrap_err();
    assert!(refused.message.contains("does not hold what Atelier left there"), "{refused:?}");
    assert!(files(&folder).is_empty(), "an empty place of a disk that is away stays empty");
    fs::remove_dir(&folder).unwrap();
    fs::rename(&away, &folder).unwrap();
    run(&app, "mirror.rebuild", json!({})).await.0.unwrap();
    let status = settled(&app).await;
    assert!(status["problem"].is_null());
    let name = files(&folder).into_iter().next().unwrap();
    assert!(fs::read_to_string(folder.join(name)).unwrap().contains("While it is gone"));
    app.shutdown().await;
}

/// The mirror is on a real disk of 64 KiB that is full, where the system lets this test make one.
#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_of_the_mirror_leaves_conversations_alone() {
    use std::process::Command;

    let simulator = Simulator::start(SimulatorOptions::default()).unwrap();
    let home = Home::new();
    let app = home.keep_against(simulator.url()).await;
    let folder = folder(&home);
    let mount = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"])
        .arg(&folder)
        .status();
    if !mount.is_ok_and(|status| status.success()) {
        return app.shutdown().await;
    }
    let id = conversation(&app).await;
    begin(&app, &folder).await;
    settled(&app).await;
    let filler = folder.join("filler");
    assert!(fs::write(&filler, vec![b'x'; 1 << 20]).is_err(), "the disk is full");

    let (outcome, events) =
        run(&app, "conversation.send", json!({ "id": id, "text": "hello" })).await;
    outcome.unwrap();
    let answer = events.last().unwrap()["message"].clone();
    let mut problem = Value::Null;
    for _ in 0..600 {
        problem = call(&app, "mirror.status", json!({})).await.unwrap()["problem"].clone();
        if problem.is_object() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let kept = call(&app, "conversation.messages", json!({ "id": id })).await.unwrap();
    fs::remove_file(&filler).unwrap();
    rename(&app, &id, "With room").await;
    let after = settled(&app).await;
    let name = files(&folder).into_iter().next().unwrap();
    let file = fs::read_to_string(folder.join(name)).unwrap();
    app.shutdown().await;
    assert!(Command::new("umount").arg(&folder).status().unwrap().success());

    assert_eq!(answer["state"], "complete");
    assert!(problem["message"].as_str().unwrap().contains("the disk is full"), "{problem}");
    assert!(problem["hint"].as_str().unwrap().contains("make room"), "{problem}");
    assert_eq!(kept["items"].as_array().unwrap().len(), 2);
    assert_eq!((&after["problem"], &after["files"]), (&Value::Null, &json!(1)));
    assert!(file.contains("# With room") && file.contains("hello"), "{file}");
}

#[tokio::test]
async fn no_folder_is_taken_that_others_writes_may_not_go_to_and_no_program_may_choose_one() {
    let home = Home::new();
    let app = kept(&home).await;
    let own = home.folder.path().join("data");
    let file = home.folder.path().join("a file");
    fs::write(&file, "").unwrap();
    for (path, code) in [
        (own.to_str().unwrap(), Code::PermissionDenied),
        (own.join("backups").to_str().unwrap(), Code::NotFound),
        ("/", Code::PermissionDenied),
        ("/etc", Code::PermissionDenied),
        ("/nowhere/at all", Code::NotFound),
        ("relative", Code::PermissionDenied),
        (file.to_str().unwrap(), Code::NotFound),
    ] {
        let refused = call(&app, "mirror.configure", json!({ "folder": path })).await;
        assert_eq!(refused.unwrap_err().code, code, "{path}");
    }
    let status = call(&app, "mirror.status", json!({})).await.unwrap();
    assert!(status["folder"].is_null());
    for name in ["mirror.configure", "mirror.rebuild"] {
        let program = Call::new(CallId::new("x"), Origin::Http, CancellationToken::new());
        let (outlet, _inlet) = mpsc::channel(8);
        let refused = app.router().call(program, name, json!({}), outlet).await;
        assert_eq!(refused.unwrap_err().code, Code::PermissionDenied, "{name}");
    }
    app.shutdown().await;

    let looking = Home::new();
    let app = looking.open().await;
    let refused = call(&app, "mirror.configure", json!({ "folder": folder(&looking) })).await;
    assert_eq!(refused.unwrap_err().code, Code::Unavailable, "what is in memory stays there");
    app.shutdown().await;
}
