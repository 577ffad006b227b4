//! The store: opening a long conversation, and how fast operations answer over it.

use std::time::Instant;

use atelier_app::{
    App, Launch, Paths, VaultChoice,
    rpc::{Call, CallId, Origin},
};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use crate::{
    child::{Programs, quantile, with_keychain},
    long::Long,
    row::Row,
};

const LONG: Long = Long { conversations: 1, messages: 10_000 };
const CALLS: usize = 400;

pub(crate) fn measure(programs: &Programs) -> Result<Vec<Row>, String> {
    let mut rows = long_conversation()?;
    rows.extend(key_save(programs)?);
    Ok(rows)
}

/// The inner half of the key measure: runs where there is a keychain.
pub(crate) fn save_keys() -> Result<Value, String> {
    let home = tempfile::tempdir().map_err(|error| error.to_string())?;
    let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
    runtime.block_on(async {
        let paths = Paths::new(home.path().join("data"), home.path().join("logs"));
        let app = App::open(Launch::new(paths)).await.map_err(|error| error.to_string())?;
        let mut samples = Vec::new();
        for turn in 0..20 {
            let begun = Instant::now();
            let input = json!({ "key": format!("sk-ant-test-benchmark-{turn:04}") });
            call(&app, "secret.save", input).await?;
            samples.push(begun.elapsed().as_secs_f64() * 1e3);
        }
        let first = samples.first().copied().unwrap_or(f64::NAN);
        let median = quantile(&mut samples, 0.5);
        app.shutdown().await;
        Ok(json!({ "first": first, "median": median }))
    })
}

fn key_save(programs: &Programs) -> Result<Vec<Row>, String> {
    let measured = with_keychain(programs, "inner-key-save")?;
    let number = |name: &str| measured[name].as_f64().ok_or(format!("no `{name}`: {measured}"));
    Ok(vec![
        Row::at_most("saving the first API key, store made", number("first")?, "ms", 200.0),
        Row::at_most("saving an API key, median", number("median")?, "ms", 100.0),
    ])
}

fn long_conversation() -> Result<Vec<Row>, String> {
    let home = tempfile::tempdir().map_err(|error| error.to_string())?;
    let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
    runtime.block_on(async {
        let paths = Paths::new(home.path().join("data"), home.path().join("logs"));
        let key = crate::long::store(&paths.store(), LONG).await?;
        let begun = Instant::now();
        let store = atelier_store::Store::open(&paths.store(), &key, 0).await;
        let store = store.map_err(|error| error.to_string())?;
        let opened = begun.elapsed().as_secs_f64() * 1e3;
        let id = crate::long::id();
        let begun = Instant::now();
        let page = store.read(move |connection| {
            atelier_store::tables::messages::branch(connection, id, None, 50)
        });
        let page = page.await.map_err(|error| error.to_string())?;
        let read = begun.elapsed().as_secs_f64() * 1e3;
        if page.items.len() != 50 {
            return Err(format!("the page has {} messages", page.items.len()));
        }
        let mut rows = vec![
            Row::informs("opening the store with 10,000 messages", opened, "ms"),
            Row::at_most("its conversation's newest page", read, "ms", 300.0),
        ];
        rows.extend(operations(&home).await?);
        Ok(rows)
    })
}

async fn operations(home: &tempfile::TempDir) -> Result<Vec<Row>, String> {
    let paths = Paths::new(home.path().join("other"), home.path().join("logs"));
    let launch = Launch { vault: VaultChoice::Memory, ..Launch::new(paths) };
    let app = App::open(launch).await.map_err(|error| error.to_string())?;
    for _ in 0..200 {
        call(&app, "conversation.create", json!({ "title": "a title" })).await?;
    }
    let mut samples = Vec::new();
    for turn in 0..CALLS {
        let name = ["conversation.list", "settings.get", "health.get", "operation.list"][turn % 4];
        let begun = Instant::now();
        call(&app, name, json!({})).await?;
        samples.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    app.shutdown().await;
    Ok(vec![Row::at_most("an operation's answer, p95", quantile(&mut samples, 0.95), "ms", 100.0)])
}

pub(crate) async fn call(app: &App, name: &str, input: Value) -> Result<Value, String> {
    let origin = Origin::Window(atelier_app::MAIN_WINDOW.to_owned());
    let call = Call::new(CallId::new("bench"), origin, CancellationToken::new());
    let (outlet, _inlet) = tokio::sync::mpsc::channel(1);
    app.router().call(call, name, input, outlet).await.map_err(|error| format!("{name}: {error}"))
}
