//! Opening the application over 100,000 messages, over a hundred and over none, up to what the first
//! screen shows, with the keychain unlocked, as it is for a person who has logged in.

use std::{path::Path, time::Instant};

use atelier_app::{App, Launch, Paths};
use atelier_secrets::{Keychain, STORE_KEY, SecretKey, SecretStore as _};
use atelier_store::{MasterKey, Store};
use atelier_testkit::{History, Lexicon};
use serde_json::{Value, json};

use crate::{
    child::{Programs, cpu, quantile, with_keychain},
    row::Row,
    search::made_up,
    store::call,
};

/// How often each is opened, in turns.
const TURNS: usize = 25;
/// How many conversations the first screen lists.
const LISTED: u32 = 50;
pub(crate) fn measure(programs: &Programs) -> Result<Vec<Row>, String> {
    let told = with_keychain(programs, "inner-start")?;
    let at = |name: &str| told[name].as_f64().ok_or(format!("no `{name}`: {told}"));
    let few = "the same over 100 messages";
    let row = |what: &str, name: &str| {
        let row = Row::informs(what, at(&format!("full_{name}"))?, "ms");
        Ok::<_, String>(row.within_ratio(few, at(&format!("few_{name}"))?, 1.1))
    };
    Ok(vec![
        row("opening over 100,000 messages, up to the first screen, median", "ms")?,
        row("the same, processor time, median", "cpu_ms")?,
        Row::informs(
            "opening a store with nothing to list, processor time",
            at("empty_cpu_ms")?,
            "ms",
        ),
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
        let [empty, few, full] = ["empty", "few", "full"].map(|name| paths(home.path(), name));
        for paths in [&empty, &few, &full] {
            std::fs::create_dir_all(&paths.data).map_err(|error| error.to_string())?;
        }
        Store::open(&empty.store(), &key, 0).await.map_err(text)?.close().await.map_err(text)?;
        let lexicon = Lexicon::new(30_000);
        // Its first screen shows as much, so that nothing but the size lies between the two.
        let short = History { conversations: LISTED, messages: 2 * LISTED, ..History::default() };
        made_up::store(&few.store(), &key, short, &lexicon).await?;
        made_up::store(&full.store(), &key, History::default(), &lexicon).await?;
        let mut times = [Times::default(), Times::default(), Times::default()];
        for turn in 0..=TURNS {
            let stores = [(&empty, 0), (&few, LISTED), (&full, LISTED)];
            for ((paths, listed), times) in stores.into_iter().zip(&mut times) {
                let spent = once(paths, listed).await?;
                if turn > 0 {
                    times.add(spent);
                }
            }
        }
        let [mut none, mut few, mut many] = times;
        Ok(json!({
            "empty_cpu_ms": quantile(&mut none.spent, 0.5),
            "few_ms": quantile(&mut few.waited, 0.5), "few_cpu_ms": quantile(&mut few.spent, 0.5),
            "full_ms": quantile(&mut many.waited, 0.5), "full_cpu_ms": quantile(&mut many.spent, 0.5),
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
async fn once(paths: &Paths, conversations: u32) -> Result<(f64, f64), String> {
    let (before, begun) = (cpu(), Instant::now());
    let app = App::open(Launch::new(paths.clone())).await.map_err(|error| error.to_string())?;
    for name in ["settings.get", "store.status"] {
        call(&app, name, json!({})).await?;
    }
    let listed = call(&app, "conversation.list", json!({ "limit": LISTED })).await?;
    let waited = begun.elapsed().as_secs_f64() * 1e3;
    let spent = cpu().saturating_sub(before).as_secs_f64() * 1e3;
    let found = listed["items"].as_array().map_or(0, Vec::len);
    if u32::try_from(found) != Ok(conversations) {
        return Err(format!("{found} conversations instead of {conversations}: {listed}"));
    }
    app.shutdown().await;
    Ok((waited, spent))
}
