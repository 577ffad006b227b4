//! A display, an application with operations of its own, and its window.

use std::{
    io::Write as _,
    panic::{AssertUnwindSafe, catch_unwind},
    process::{Command, ExitCode},
    sync::{Arc, mpsc},
    time::{Duration, Instant},
};

use atelier_desktop::{Opened, Shell, context, open_window, serve};
use serde_json::{Value, json};
use tauri::{WebviewWindow, Wry};
use tokio_util::task::TaskTracker;

use crate::{display::display, probe};

/// Nothing here takes longer unless it is broken.
const LONG: Duration = Duration::from_secs(30);
/// Tells the second process that it is on the display.
const ON_STAGE: &str = "ATELIER_TEST_ON_STAGE";

/// Runs `test` in a process of its own, on a display of its own.
pub(crate) fn on_a_display(test: fn()) -> ExitCode {
    if std::env::var_os(ON_STAGE).is_some() {
        test();
        return ExitCode::SUCCESS;
    }
    let (mut display, number) = display();
    let home = tempfile::tempdir().unwrap();
    #[expect(clippy::disallowed_methods, reason = "the test is its own supervisor")]
    let mut command = Command::new(std::env::current_exe().unwrap());
    for name in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"] {
        command.env(name, home.path());
    }
    // Stands in for the person's browser.
    let programs = home.path().join("bin");
    std::fs::create_dir(&programs).unwrap();
    let browser = programs.join("xdg-open");
    std::os::unix::fs::OpenOptionsExt::mode(
        std::fs::OpenOptions::new().write(true).create_new(true),
        0o755,
    )
    .open(browser)
    .and_then(|mut file| file.write_all(b"#!/bin/sh\nprintf '%s\\n' \"$@\" >> \"$HOME/opened\"\n"))
    .unwrap();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::iter::once(programs).chain(std::env::split_paths(&path));
    let status = command
        .env("PATH", std::env::join_paths(path).unwrap())
        .env(ON_STAGE, "1")
        .env("DISPLAY", format!(":{number}"))
        .env("NO_AT_BRIDGE", "1")
        .env("WEBKIT_FORCE_SANDBOX", "1")
        .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .status();
    display.kill().unwrap();
    display.wait().unwrap();
    if status.unwrap().success() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Opens the window, hands it to `test`, and ends the application with it.
pub(crate) fn with_window(test: fn(&mut Page)) {
    let shell = Arc::new(Shell::default());
    let (tell, told) = mpsc::channel();
    let router = Arc::new(probe::router(&tell));
    shell.opened(Ok(Opened { router, blobs: None, tasks: TaskTracker::new() }));
    let (outcome, ended) = mpsc::channel();
    let mut given = Some((told, outcome));
    let app = serve(tauri::Builder::default(), shell)
        .setup(move |app| {
            let handle = app.handle().clone();
            let (told, outcome) = given.take().expect("set up once");
            let home = std::path::PathBuf::from(std::env::var_os("HOME").unwrap());
            let window = open_window(&handle, &home.join("data"))?;
            std::thread::spawn(move || {
                let mut page = Page { window, told };
                let result = catch_unwind(AssertUnwindSafe(|| {
                    page.wait_for("document.readyState === 'complete'");
                    test(&mut page);
                }));
                outcome.send(result.is_ok()).unwrap();
                handle.exit(0);
            });
            Ok(())
        })
        .build(context())
        .unwrap();
    let code = app.run_return(|_, event| {
        // The test closes the window before it is done.
        if let tauri::RunEvent::ExitRequested { code: None, api, .. } = event {
            api.prevent_exit();
        }
    });
    assert!(ended.recv_timeout(LONG).unwrap(), "a test of the window failed");
    assert_eq!(code, 0);
}

/// The page in the window.
pub(crate) struct Page {
    pub(crate) window: WebviewWindow<Wry>,
    told: mpsc::Receiver<&'static str>,
}

impl Page {
    /// Evaluates an expression.
    pub(crate) fn read(&self, expression: &str) -> Value {
        let (tell, told) = mpsc::channel();
        let script = format!("JSON.stringify({{ value: {expression} }})");
        self.window.eval_with_callback(script, move |text| drop(tell.send(text))).unwrap();
        // Between two pages the question is dropped.
        let Ok(text) = told.recv_timeout(LONG) else { return Value::Null };
        let text: String = serde_json::from_str(&text).unwrap_or(text);
        serde_json::from_str::<Value>(&text).map_or(Value::Null, |answer| answer["value"].clone())
    }

    /// Runs the body of an async function, and returns `{ok}` or `{err}`.
    pub(crate) fn run(&self, body: &str) -> Value {
        let script = format!(
            "window.answer = null; (async () => {{ {body} }})().then(\
             (ok) => {{ window.answer = {{ ok: ok ?? null }}; }}, \
             (err) => {{ window.answer = {{ err: err.message ?? err }}; }})"
        );
        self.window.eval(script).unwrap();
        self.wait_for("window.answer");
        self.read("window.answer")
    }

    /// Waits until an expression is true.
    pub(crate) fn wait_for(&self, expression: &str) {
        let begun = Instant::now();
        while self.read(&format!("Boolean({expression})")) != json!(true) {
            assert!(begun.elapsed() < LONG, "it never came true: {expression}");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// What an operation told next.
    pub(crate) fn hear(&self) -> &'static str {
        self.told.recv_timeout(LONG).expect("told in time")
    }
}

/// The addresses that were handed to the person's browser.
pub(crate) fn opened_outside() -> String {
    let home = std::path::PathBuf::from(std::env::var_os("HOME").unwrap());
    String::from_utf8(std::fs::read(home.join("opened")).unwrap_or_default()).unwrap()
}
