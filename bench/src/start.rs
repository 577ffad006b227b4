//! Opening the application over 100,000 messages and over none, up to what the first screen shows,
//! with the keychain unlocked, as it is for a person who has logged in.

use std::{path::Path, time::Instant};

use atelier_app::{App, Launch, Paths};
use atelier_secrets::{Keychain, STORE_KEY, SecretKey, SecretStore as _};
use atelier_store::{MasterKey, Store};
use atelier_testkit::Lexicon;
use serde_json::{Value, json};

use crate::{
    child::{Programs, cpu, quantile, with_keychain},
    row::Row,
    search::made_up,
    store::call,
};

/// How often each is opened, in turns.
const TURNS: usize = 25;

pub(crate) fn measure(programs: &Programs) -> Result<Vec<Row>, String> {
    let told = with_keychain(programs, "inner-start")?;
    let at = |name: &str| told[name].as_f64().ok_or(format!("no `{name}`: {told}"));
    let row = |what: &str, name: &str| {
        let empty = at(&format!("empty_{name}"))?;
        let row = Row::informs(what, at(&format!("full_{name}"))?, "ms");
        Ok::<_, String>(row.within_ratio("an empty store", empty, 1.1))
    };
    Ok(vec![
        row("opening over 100,000 messages, up to the first screen, median", "ms")?,
        row("the same, processor time, median", "cpu_ms")?,
    ])
}

/// The inner half: runs where there is a keychain.
pub(crate) fn open_both() -> Result<Value, String> {
    let home = tempfile::tempdir().map_err(|error| error.to_string())?;
    let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
    runtime.block_on(async {
        let text = |error: atelier_store::StoreError| error.to_string();
        let key = MasterKey::random().map_err(text)?;
        let hex = SecretKey::new(key.to_hex().to_string());
        Keychain::new().set(STORE_KEY, &hex).await.map_err(|error| error.to_string())?;
        let (empty, full) = (paths(home.path(), "empty"), paths(home.path(), "full"));
        for paths in [&empty, &full] {
            std::fs::create_dir_all(&paths.data).map_err(|error| error.to_string())?;
        }
        Store::open(&empty.store(), &key, 0).await.map_err(text)?.close().await.map_err(text)?;
        made_up::store(&full.store(), &key, &Lexicon::new(30_000)).await?;
        let (mut none, mut many) = (Times::default(), Times::default());
        for turn in 0..=TURNS {
            let (first, second) = (once(&empty, 0).await?, once(&full, 50).await?);
            if turn > 0 {
                none.add(first);
                many.add(second);
            }
        }
        Ok(json!({
            "empty_ms": quantile(&mut none.waited, 0.5), "full_ms": quantile(&mut many.waited, 0.5),
            "empty_cpu_ms": quantile(&mut none.spent, 0.5), "full_cpu_ms": quantile(&mut many.spent, 0.5),
        }))
    })
}

#[derive(Default)]
struct Times {
    waited: Vec<f64>,
    spent: Vec<f64>,
}

impl Times {
    fn add(&mut self, (waited, spent): (f64, f64)) {
        self.waited.push(waited);
        self.spent.push(spent);
    }
}

fn paths(home: &Path, name: &str) -> Paths {
    Paths::new(home.join(name), home.join(name).join("logs"))
}

/// Opens the application, asks what the first screen asks, and closes it: how long it was waited for,
/// and how much of the processor was spent, in ms.
async fn once(paths: &Paths, conversations: usize) -> Result<(f64, f64), String> {
    let (before, begun) = (cpu(), Instant::now());
    let app = App::open(Launch::new(paths.clone())).await.map_err(|error| error.to_string())?;
    for name in ["settings.get", "store.status"] {
        call(&app, name, json!({})).await?;
    }
    let listed = call(&app, "conversation.list", json!({ "limit": 50 })).await?;
    let waited = begun.elapsed().as_secs_f64() * 1e3;
    let spent = cpu().saturating_sub(before).as_secs_f64() * 1e3;
    let found = listed["items"].as_array().map_or(0, Vec::len);
    if found != conversations {
        return Err(format!("{found} conversations instead of {conversations}: {listed}"));
    }
    app.shutdown().await;
    Ok((waited, spent))
}
