//! Catalogues of themes through the router: fetched from git's own server, kept, refreshed, removed.
#![expect(clippy::disallowed_methods, reason = "tests look at what lies in the data folder")]

use std::time::Duration;

use atelier_testkit::{GitServer, Origin};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::support::{Home, call, caller, run};

const NIGHT: &str = "@import url(https://example.org/x); :root { --surface: #101418; --text: white; \
                     background: url(//x) } body { display: none }";
const MOSS: &str = ":root { --surface: #102010; --text: #405040 }";

/// A home, and a repository of themes with a server that hands it out.
struct Setting {
    home: Home,
    root: tempfile::TempDir,
    origin: Origin,
    server: GitServer,
}

impl Setting {
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        let origin = Origin::new(root.path(), "somebody/themes").unwrap();
        let server = GitServer::start(root.path()).unwrap();
        Self { home: Home::new(), root, origin, server }
    }

    fn url(&self) -> String {
        self.server.url("somebody/themes")
    }

    /// What lies in the folder of the catalogues.
    fn kept(&self) -> Vec<String> {
        let folder = self.home.folder.path().join("data/catalogues");
        let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
        entries.map(|it| it.file_name().to_string_lossy().into_owned()).collect()
    }
}

fn finished(events: &[Value]) -> &Value {
    events.last().filter(|it| it["type"] == "finished").unwrap()
}

// rows: 3.168
#[tokio::test(flavor = "multi_thread")]
async fn a_catalogue_is_fetched_when_asked_for_shown_without_a_connection_refreshed_and_removed() {
    let setting = Setting::new();
    let commit = setting
        .origin
        .commit(&[
            ("night.css", NIGHT),
            ("more/moss.css", MOSS),
            ("package.json", "{}"),
            ("README.md", "# Themes"),
        ])
        .unwrap();
    let app = setting.home.open().await;
    assert_eq!(call(&app, "theme.catalogues", json!({})).await.unwrap(), json!([]));
    assert_eq!(setting.server.requests(), 0, "nothing is fetched unasked");

    let input = json!({ "address": setting.url() });
    let (outcome, events) = run(&app, "theme.fetch_catalogue", input.clone()).await;
    outcome.unwrap();
    assert_eq!(events[0], json!({ "type": "progress", "step": "asking", "received": 0 }));
    let first = finished(&events);
    assert_eq!(first["news"]["added"], json!(["more/moss.css", "night.css"]));
    let catalogue = &first["catalogue"];
    assert_eq!(
        (&catalogue["name"], &catalogue["commit"]),
        (&json!("somebody/themes"), &json!(commit))
    );
    assert_eq!(
        (&catalogue["files"], &catalogue["committed_at"]),
        (&json!(2), &json!(1_767_323_045_000_i64))
    );
    let left_out = catalogue["left_out"].as_array().unwrap();
    assert!(
        left_out.len() == 1 && left_out[0].as_str().unwrap().contains("package.json"),
        "{left_out:?}"
    );

    let (outcome, events) = run(&app, "theme.fetch_catalogue", input.clone()).await;
    outcome.unwrap();
    assert_eq!(finished(&events)["news"], json!(null), "unchanged");
    setting.origin.commit(&[("night.css", MOSS), ("new.css", MOSS)]).unwrap();
    setting.origin.git(&["rm", "--quiet", "more/moss.css"], b"").unwrap();
    setting.origin.commit(&[]).unwrap();
    let (outcome, events) = run(&app, "theme.fetch_catalogue", input.clone()).await;
    outcome.unwrap();
    let news = &finished(&events)["news"];
    assert_eq!(
        news,
        &json!({ "added": ["new.css"], "changed": ["night.css"], "removed": ["more/moss.css"] })
    );

    let Setting { home, root, server, .. } = setting;
    let url = server.url("somebody/themes");
    drop((server, root));
    app.shutdown().await;
    drop(app);
    let app = home.open().await;
    let (outcome, _) = run(&app, "theme.fetch_catalogue", json!({ "address": url })).await;
    let error = outcome.unwrap_err();
    assert!(error.message.contains("what was fetched before stays"), "{error:?}");
    let list = call(&app, "theme.catalogues", json!({})).await.unwrap();
    let id = list[0]["id"].clone();
    let files = call(&app, "theme.catalogue", json!({ "id": id })).await.unwrap();
    let files = files["files"].as_array().unwrap().clone();
    assert_eq!(files.len(), 2, "{files:?}");
    assert!(!files[0]["themes"][0]["warnings"].as_array().unwrap().is_empty(), "with its warnings");
    let install = json!({ "text": files[0]["text"], "name": "new" });
    call(&app, "theme.install", install).await.unwrap();
    let gone = call(&app, "theme.remove_catalogue", json!({ "id": id })).await.unwrap();
    let again = call(&app, "theme.remove_catalogue", json!({ "id": id })).await.unwrap();
    assert_eq!((gone, again), (json!({ "was_there": true }), json!({ "was_there": false })));
    assert_eq!(call(&app, "theme.catalogues", json!({})).await.unwrap(), json!([]));
    let themes = call(&app, "theme.list", json!({})).await.unwrap();
    assert!(
        themes.as_array().unwrap().iter().any(|it| it["name"] == "new"),
        "what is installed stays"
    );
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_catalogue_that_cannot_be_fetched_leaves_what_was_there_and_nothing_else() {
    let setting = Setting::new();
    setting.origin.commit(&[("night.css", NIGHT)]).unwrap();
    let app = setting.home.open().await;
    for address in [
        "",
        "file:///etc/passwd",
        "ssh://git@example.org/themes",
        "http://example.org/themes",
        "https://somebody:secret@example.org/themes",
        "https://example.org",
        "../../themes",
    ] {
        let (outcome, _) = run(&app, "theme.fetch_catalogue", json!({ "address": address })).await;
        let error = outcome.unwrap_err();
        assert_eq!(serde_json::to_value(error.code).unwrap(), "invalid_input", "{address}");
        assert!(!error.message.contains("secret"), "{error:?}");
    }
    assert_eq!(setting.kept(), [""; 0]);
    let input = json!({ "address": setting.url() });
    run(&app, "theme.fetch_catalogue", input.clone()).await.0.unwrap();
    let kept = setting.kept();
    assert_eq!(kept.len(), 1, "{kept:?}");
    let folder = setting.home.folder.path().join("data/catalogues");
    // What a killed process has left, and what somebody else has put there.
    std::fs::create_dir_all(folder.join(".arriving-x/pack")).unwrap();
    std::fs::write(folder.join(format!("{}.json", "0".repeat(64))), "{").unwrap();
    std::fs::copy(folder.join(&kept[0]), folder.join(format!("{}.json", "1".repeat(64)))).unwrap();
    let list = call(&app, "theme.catalogues", json!({})).await.unwrap();
    assert_eq!(list.as_array().unwrap().len(), 1, "{list}");
    run(&app, "theme.fetch_catalogue", input.clone()).await.0.unwrap();
    assert!(!folder.join(".arriving-x").exists(), "it is cleared away");
    for id in ["../settings", "x", "", &"1".repeat(64), &"2".repeat(64)] {
        let asked = call(&app, "theme.catalogue", json!({ "id": id })).await;
        assert!(asked.is_err(), "{id}");
    }
    let removed =
        call(&app, "theme.remove_catalogue", json!({ "id": "../atelier" })).await.unwrap();
    assert_eq!(removed, json!({ "was_there": false }));

    call(
        &app,
        "reset.everything",
        json!({ "confirmation": "RESET", "backups": true, "keys": true }),
    )
    .await
    .unwrap();
    assert!(!folder.exists(), "a reset leaves nothing of it");
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fetch_is_stopped_by_whoever_asked_and_only_one_runs() {
    let home = Home::new();
    let app = home.open().await;
    let mute = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/themes", mute.local_addr().unwrap());
    let stop = CancellationToken::new();
    let (outlet, mut inlet) = mpsc::channel(8);
    let router = app.router().clone();
    let input = json!({ "address": url });
    let asking = router.call(caller(stop.clone()), "theme.fetch_catalogue", input.clone(), outlet);
    let meanwhile = async {
        inlet.recv().await.unwrap();
        let (second, _) = run(&app, "theme.fetch_catalogue", input.clone()).await;
        assert_eq!(serde_json::to_value(second.unwrap_err().code).unwrap(), "conflict");
        stop.cancel();
    };
    let both = async { tokio::join!(asking, meanwhile) };
    let (stopped, ()) = tokio::time::timeout(Duration::from_secs(20), both).await.unwrap();
    assert_eq!(serde_json::to_value(stopped.unwrap_err().code).unwrap(), "cancelled");
    let (outcome, events) = run(&app, "theme.fetch_catalogue", json!({ "address": "x" })).await;
    assert!(outcome.is_err() && events.is_empty(), "the next one has its turn");
    assert_eq!(call(&app, "theme.catalogues", json!({})).await.unwrap(), json!([]));
    app.shutdown().await;
}
