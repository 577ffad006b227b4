//! A process that is killed in the middle of a temporary conversation leaves nothing of it on the disk:
//! in no file as it is, and in no row of the store when it is opened with its key.

use std::{
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Command, Stdio},
    sync::Arc,
};

use atelier_app::{
    App, Launch,
    telemetry::{Level, TelemetryOptions, subscriber},
};
use atelier_secrets::{STORE_KEY, SealedFile, SecretKey, SecretStore as _};
use atelier_simulator::{Simulator, SimulatorOptions};
use atelier_store::{MasterKey, Store};
use serde_json::json;

use super::begin;
use crate::support::{Home, PASSPHRASE, call, conversation, run};

/// The endpoint that a child is to use; the folder is its home.
const CHILD: &str = "ATELIER_TEST_TEMPORARY";
/// What is said in the temporary conversation, and nowhere else.
const SECRET: &str = "zirkonsand-quittung-90210";
/// What is said in an ordinary one, to know that the search finds what is there.
const KEPT: &str = "hornblende-beleg-31415";

/// Talks until it is killed.
async fn talk(home: &Path, endpoint: &str) {
    let logs = home.join("logs");
    let options =
        TelemetryOptions { log_dir: Some(logs.clone()), console: Level::Off, file: Level::Debug };
    let (subscriber, telemetry) = subscriber(options).unwrap();
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let launch = Launch {
        endpoint: Some(endpoint.to_owned()),
        environment_key: Some("sk-ant-test-environment".to_owned()),
        telemetry: Some(Arc::new(telemetry)),
        ..Launch::new(atelier_app::Paths::new(home.join("data"), logs))
    };
    let app = App::open(launch).await.unwrap();
    call(&app, "secret.seal", json!({ "passphrase": PASSPHRASE })).await.unwrap();
    call(&app, "store.keep", json!({})).await.unwrap();
    call(&app, "model.list", json!({})).await.unwrap();
    let kept = conversation(&app).await;
    run(&app, "conversation.send", json!({ "id": kept, "text": KEPT })).await.0.unwrap();
    call(&app, "draft.save", json!({ "text": "" })).await.unwrap();
    let id = begin(&app, json!({})).await;
    let query = format!("conversation={id}");
    let bytes = SECRET.repeat(1000);
    let blobs = app.blobs().unwrap().of(Some(&query)).await.unwrap();
    let stored = blobs.keep(bytes.as_bytes()).await.unwrap();
    let name = format!("{SECRET}.txt");
    let add = json!({ "conversation_id": id, "hash": stored.hash, "name": name });
    let added = call(&app, "attachment.add", add).await.unwrap();
    let send = json!({ "id": id, "text": SECRET, "attachments": [added["id"]] });
    run(&app, "conversation.send", send).await.0.unwrap();
    let page = call(&app, "conversation.messages", json!({ "id": id })).await.unwrap();
    let first = page["items"][0]["id"].clone();
    let texts = [format!("{SECRET} edited")];
    let edit = json!({ "conversation_id": id, "message_id": first, "texts": texts });
    call(&app, "message.edit", edit).await.unwrap();
    run(&app, "conversation.regenerate", json!({ "id": id })).await.0.unwrap();
    let draft = json!({ "conversation_id": id, "text": format!("{SECRET} draft") });
    call(&app, "draft.save", draft).await.unwrap();
    call(&app, "conversation.rename", json!({ "id": id, "title": SECRET })).await.unwrap();
    let aside = json!({ "conversation_id": id, "text": format!("{SECRET} aside") });
    run(&app, "aside.ask", aside).await.0.unwrap();
    let shout = json!({ "id": id, "text": format!("{SECRET}\n/simulate long 100000") });
    let talking = tokio::spawn({
        let app = app.clone();
        async move { run(&app, "conversation.send", shout).await }
    });
    let queued = json!({ "conversation_id": id, "text": format!("{SECRET} queued") });
    call(&app, "queue.add", queued).await.unwrap();
    call(&app, "draft.save", json!({ "conversation_id": kept, "text": KEPT })).await.unwrap();
    #[expect(clippy::print_stdout, reason = "its parent waits for it")]
    {
        println!("said {id}");
    }
    drop(talking.await);
    std::future::pending::<()>().await;
}

/// A row as text, whatever its columns hold.
fn every_row(c: &atelier_store::Connection) -> Result<String, atelier_store::StoreError> {
    let mut names = c.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?;
    let names = names.query_map([], |row| row.get::<_, String>(0))?;
    let mut text = String::new();
    for name in names {
        let mut statement = c.prepare(&format!("SELECT * FROM \"{}\"", name?))?;
        let width = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            for at in 0..width {
                let value = row.get_ref(at)?;
                let bytes = value.as_bytes_or_null().ok().flatten().unwrap_or_default();
                text.push_str(&String::from_utf8_lossy(bytes));
                text.push('\n');
            }
        }
    }
    Ok(text)
}

fn files(folder: &Path, seen: &mut Vec<(String, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, seen);
        } else if let Ok(bytes) = std::fs::read(&path) {
            seen.push((path.display().to_string(), bytes));
        }
    }
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_leaves_nothing_of_a_temporary_conversation() {
    if let Ok(endpoint) = std::env::var(CHILD) {
        let home = std::env::var("HOME").unwrap();
        talk(Path::new(&home), &endpoint).await;
    }
    let simulator = Simulator::start(SimulatorOptions::default()).unwrap();
    let home = Home::new();
    let folder = home.folder.path();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "--nocapture"])
        .arg("temporary::kill::a_kill_leaves_nothing_of_a_temporary_conversation")
        .env(CHILD, simulator.url())
        .env("HOME", folder)
        .env("TMPDIR", folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let said = lines.find_map(|line| line.ok().filter(|line| line.contains("said ")));
    let id = said.unwrap().split_once("said ").unwrap().1.trim().to_owned();
    child.kill().unwrap();
    child.wait().unwrap();
    let was_said = simulator.requests().iter().any(|request| holds(&request.body, SECRET));
    assert!(was_said, "it was really said");

    let mut seen = Vec::new();
    files(folder, &mut seen);
    assert!(seen.iter().any(|(path, _)| path.ends_with("atelier.db-wal")), "killed in full flight");
    let log = seen.iter().find(|(path, _)| path.ends_with("atelier.log")).unwrap();
    assert!(holds(&log.1, "temporary.begin"), "the log was written");
    for (path, bytes) in &seen {
        assert!(!holds(bytes, SECRET), "{path}");
    }

    let data = folder.join("data");
    let passphrase = SecretKey::new(PASSPHRASE.to_owned());
    let sealed = SealedFile::unlock(&data.join("secrets.sealed"), &passphrase).await.unwrap();
    let key = sealed.get(STORE_KEY).await.unwrap().unwrap();
    let key = MasterKey::from_hex(key.expose()).unwrap();
    let store = Store::open(&data.join("atelier.db"), &key, 1).await.unwrap();
    let rows = store.read(every_row).await.unwrap();
    assert!(rows.contains(KEPT), "what is kept is there");
    let words = SECRET.split('-').filter(|word| word.chars().all(char::is_alphabetic));
    for word in words.chain([SECRET]) {
        assert!(!rows.contains(word), "{word}");
    }
    let spent = store
        .read(move |c| {
            let mut count =
                c.prepare("SELECT count(*) FROM spending WHERE conversation_id = ?1")?;
            let key = id.parse::<uuid::Uuid>().unwrap();
            Ok(count.query_row([key.as_bytes()], |row| row.get::<_, i64>(0))?)
        })
        .await
        .unwrap();
    assert_eq!(spent, 3, "two answers and a question aside are paid for");
    store.close().await.unwrap();
}
