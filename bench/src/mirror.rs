//! The folder mirror of 100,000 messages in 2,000 conversations: written, looked at, and written anew.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use atelier_app::{
    App, Launch, Paths, VaultChoice,
    rpc::{Call, CallId, Origin},
};
use atelier_store::MasterKey;
use atelier_testkit::{History, Lexicon};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::{
    child::{Programs, cpu},
    fill,
    row::Row,
    search::made_up,
    store::call,
};

const PASSPHRASE: &str = "correct horse battery staple";
/// How many conversations the store has.
const CONVERSATIONS: u64 = 2_000;

pub(crate) fn measure(_: &Programs) -> Result<Vec<Row>, String> {
    let home = tempfile::tempdir().map_err(|error| error.to_string())?;
    let home = home.path().canonicalize().map_err(|error| error.to_string())?;
    let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
    runtime.block_on(async {
        let paths = Paths::new(home.join("data"), home.join("logs"));
        let folder = home.join("Talks");
        for each in [&home.join("data"), &folder] {
            std::fs::create_dir_all(each).map_err(|error| error.to_string())?;
        }
        let key = MasterKey::random().map_err(|error| error.to_string())?;
        made_up::store(&paths.store(), &key, History::default(), &Lexicon::new(30_000)).await?;
        fill::seal(&paths, &key, PASSPHRASE).await?;
        let launch = Launch { vault: VaultChoice::System, ..Launch::new(paths) };
        let app = App::open(launch).await.map_err(|error| error.to_string())?;
        call(&app, "secret.unlock", json!({ "passphrase": PASSPHRASE })).await?;
        let rows = rounds(&app, &folder).await;
        app.shutdown().await;
        rows
    })
}

async fn rounds(app: &App, folder: &Path) -> Result<Vec<Row>, String> {
    let begun = Instant::now();
    call(app, "mirror.configure", json!({ "folder": folder })).await?;
    while call(app, "mirror.status", json!({})).await?["behind"] != 0 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let first = begun.elapsed().as_secs_f64();
    let (looked, _) = rebuild(app, "unchanged").await?;
    let files = std::fs::read_dir(folder).map_err(|error| error.to_string())?;
    for file in files.filter_map(Result::ok).map(|it| it.path()) {
        if file.extension().is_some_and(|it| it == "md") {
            std::fs::remove_file(file).map_err(|error| error.to_string())?;
        }
    }
    let (anew, spent) = rebuild(app, "written").await?;
    Ok(vec![
        Row::informs("a folder mirror of 2,000 conversations, first written", first, "s"),
        Row::informs("the same, every file looked at", looked, "s"),
        Row::informs("the same, every file written anew", anew, "s"),
        Row::informs("the same, processor", spent, "s"),
    ])
}

/// Looks at every file, of which all must meet the same fate. How long that took, and how much of the
/// processor, in s.
async fn rebuild(app: &App, fate: &str) -> Result<(f64, f64), String> {
    let origin = Origin::Window(atelier_app::MAIN_WINDOW.to_owned());
    let asked = Call::new(CallId::new("bench"), origin, CancellationToken::new());
    let (outlet, mut inlet) = mpsc::channel::<Value>(16);
    let (before, begun) = (cpu(), Instant::now());
    let router = app.router();
    let work = router.call(asked, "mirror.rebuild", json!({}), outlet);
    let read = async {
        let mut last = Value::Null;
        while let Some(event) = inlet.recv().await {
            last = event;
        }
        last
    };
    let (outcome, last) = tokio::join!(work, read);
    outcome.map_err(|error| error.to_string())?;
    if last[fate] != CONVERSATIONS {
        return Err(format!("not all files are {fate}: {last}"));
    }
    let spent = cpu().saturating_sub(before).as_secs_f64();
    Ok((begun.elapsed().as_secs_f64(), spent))
}
