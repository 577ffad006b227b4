//! What the program does on a desktop: a real bus, a real daemon for notices on it, and a second start.

use std::{path::Path, process::Command, time::Duration};

use atelier_app::{App, Launch, Paths};
use atelier_rpc::{Call, CallId, Origin, Result};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::{
    bus::{Bus, Daemon},
    start::{LONG, Program},
};

const CONVERSATION: &str = "018f3c5a-7b1e-7000-8000-000000000000";

/// Another process of the same person, as the command line is one.
pub(crate) async fn guest(program: &Program) -> App {
    let paths = Paths::new(program.data(), program.data().join("logs"));
    App::open(Launch::new(paths)).await.unwrap()
}

pub(crate) async fn ask(app: &App, operation: &str, input: Value) -> Result<Value> {
    let (outlet, _inlet) = mpsc::channel(1);
    app.router().call(call("test"), operation, input, outlet).await
}

pub(crate) fn call(id: &str) -> Call {
    Call::new(CallId::new(id), Origin::Cli, CancellationToken::new())
}

pub(crate) fn started(bus: &Bus) -> Program {
    let home = tempfile::tempdir().unwrap();
    let program = Program::start_with(home, Path::new("/usr/bin"), |command| {
        command.env("DBUS_SESSION_BUS_ADDRESS", bus.address());
    });
    program.wait_for("painted");
    program
}

fn notice(title: &str, text: &str) -> Value {
    json!({ "title": title, "text": text, "conversation_id": CONVERSATION })
}

// rows: 2.29
#[tokio::test(flavor = "multi_thread")]
async fn a_notice_reaches_the_daemon_of_the_desktop_and_a_click_leads_to_its_conversation() {
    let bus = Bus::start();
    let (daemon, mut shown) = Daemon::serve(&bus).await;
    let program = started(&bus);
    let app = guest(&program).await;
    let status = ask(&app, "desktop.status", json!({})).await.unwrap();
    assert_eq!((&status["window"], &status["notices"]), (&json!(true), &json!(true)), "{status}");

    ask(&app, "desktop.notify", notice("Letter\nto you", "<b>1 & 2</b>")).await.unwrap();
    let first = shown.recv().await.unwrap();
    assert_eq!(first.summary, "Letter to you");
    assert_eq!(first.from, ("Atelier".to_owned(), "atelier-desktop".to_owned(), -1));
    assert_eq!(first.body, "&lt;b&gt;1 &amp; 2&lt;/b&gt;", "what is said is no markup");
    assert_eq!(
        (first.replaces, first.actions.as_slice()),
        (0, &["default".into(), "Open".into()][..])
    );
    assert!(first.silent, "without a sound");
    ask(&app, "desktop.notify", notice("Letter", "again")).await.unwrap();
    let second = shown.recv().await.unwrap();
    assert_eq!(second.replaces, first.id, "one notice about one conversation");

    let (outlet, mut changes) = mpsc::channel::<Value>(16);
    let call = Call::new(CallId::new("watch"), Origin::Cli, CancellationToken::new());
    let (router, watched) = (app.router(), async {
        daemon.click(second.id, "some other button").await;
        loop {
            // Whoever watches may not be heard yet when the first click is.
            daemon.click(second.id, "default").await;
            let change = tokio::time::timeout(Duration::from_secs(1), changes.recv()).await;
            if change.is_ok_and(|change| change.unwrap()["operation"] == "link.open") {
                return;
            }
        }
    });
    tokio::select! {
        outcome = router.call(call, "change.watch", json!({}), outlet) => panic!("{outcome:?}"),
        found = tokio::time::timeout(LONG, watched) => found.unwrap(),
    }
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nobody_shows_notices_that_is_said() {
    let bus = Bus::start();
    let program = started(&bus);
    let app = guest(&program).await;
    let refusal = ask(&app, "desktop.notify", notice("Letter", "")).await.unwrap_err();
    assert!(refusal.message.contains("nothing on this desktop shows notices"), "{refusal}");
    // One that comes later is found.
    let (_daemon, mut shown) = Daemon::serve(&bus).await;
    ask(&app, "desktop.notify", notice("Letter", "there")).await.unwrap();
    assert_eq!(shown.recv().await.unwrap().body, "there");
    app.shutdown().await;
}

/// Without `ATELIER_DATA`, as an installed Atelier is started.
#[tokio::test(flavor = "multi_thread")]
async fn a_second_start_hands_its_link_to_the_first_and_ends() {
    let bus = Bus::start();
    let home = tempfile::tempdir().unwrap();
    let program = Program::start_with(home, Path::new("/usr/bin"), |command| {
        command.env_remove("ATELIER_DATA").env("DBUS_SESSION_BUS_ADDRESS", bus.address());
    });
    program.wait_for("painted");
    let home = program.home.path().to_owned();
    let second = |link: &str| {
        #[expect(clippy::disallowed_methods, reason = "the test is its own supervisor")]
        let mut command = Command::new(env!("CARGO_BIN_EXE_atelier-desktop"));
        for name in
            ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"]
        {
            command.env(name, &home);
        }
        command
            .arg(link)
            .env("DISPLAY", program.display_name.clone())
            .env("DBUS_SESSION_BUS_ADDRESS", bus.address())
            .env_remove("ATELIER_DATA")
            .env_remove("WAYLAND_DISPLAY")
            .env("NO_AT_BRIDGE", "1");
        tokio::task::spawn_blocking(move || command.output().unwrap())
    };
    // The data folder of the system's own, below the home folder of the test.
    let paths = Paths::new(home.join("atelier"), home.join("logs"));
    let app = App::open(Launch::new(paths)).await.unwrap();
    assert_eq!(app.role(), atelier_app::Role::Guest, "the first start owns the folder");
    let (outlet, mut changes) = mpsc::channel::<Value>(16);
    let call = Call::new(CallId::new("watch"), Origin::Cli, CancellationToken::new());
    let router = app.router();
    let watching = app.tasks().spawn(async move {
        drop(router.call(call, "change.watch", json!({}), outlet).await);
    });
    let ended =
        tokio::time::timeout(LONG, second("atelier://new?text=hello")).await.unwrap().unwrap();
    assert!(ended.status.success(), "{ended:?}");
    let opened = async {
        while let Some(change) = changes.recv().await {
            if change["operation"] == "link.open" {
                return;
            }
        }
        panic!("the link was not handed over");
    };
    tokio::time::timeout(Duration::from_secs(20), opened).await.unwrap();
    let conversations = ask(&app, "conversation.list", json!({})).await.unwrap();
    assert!(conversations["items"].as_array().unwrap().is_empty(), "nothing was begun");
    watching.abort();
    app.shutdown().await;
}
