//! An application of one window whose operations are the test's own.

use std::{
    sync::{Arc, Mutex, mpsc},
    time::Duration,
};

use atelier_desktop::{Opened, Shell, serve};
use serde_json::{Value, json};
use tauri::{
    App, Context, WebviewWindow, WebviewWindowBuilder,
    ipc::{CallbackFn, InvokeBody, InvokeResponseBody},
    test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder, mock_context, noop_assets},
    webview::InvokeRequest,
};
use tokio_util::task::TaskTracker;

use crate::probe;

/// Nothing here takes longer unless it is broken.
pub(crate) const LONG: Duration = Duration::from_secs(20);

/// Where the page lies.
pub(crate) const PAGE: &str =
    if cfg!(windows) { "http://tauri.localhost" } else { "tauri://localhost" };

/// An application of one window.
pub(crate) struct Harness {
    pub(crate) app: App<MockRuntime>,
    pub(crate) main: WebviewWindow<MockRuntime>,
    pub(crate) shell: Arc<Shell>,
    pub(crate) opened: Opened,
    /// The messages that the page got, each an array of events.
    pub(crate) sent: Arc<Mutex<Vec<Value>>>,
    /// What the operations told.
    pub(crate) told: mpsc::Receiver<&'static str>,
}

impl Harness {
    /// With every command open to every window, as the mock context has it.
    pub(crate) fn new() -> Self {
        Self::with(mock_context(noop_assets()))
    }

    /// With the capabilities of the product.
    pub(crate) fn guarded() -> Self {
        Self::with(atelier_desktop::context())
    }

    fn with(context: Context<MockRuntime>) -> Self {
        let (shell, sent) = (Arc::new(Shell::default()), Arc::<Mutex<Vec<Value>>>::default());
        let (tell, told) = mpsc::channel();
        let opened = Opened {
            router: Arc::new(probe::router(&tell)),
            blobs: None,
            tasks: TaskTracker::new(),
        };
        let sink = Arc::clone(&sent);
        let app = serve(mock_builder(), Arc::clone(&shell))
            .channel_interceptor(move |_, _, _, body| {
                if let InvokeResponseBody::Json(text) = body {
                    sink.lock().unwrap().push(serde_json::from_str(text).unwrap());
                }
                true
            })
            .build(context)
            .unwrap();
        let main = window(&app, "main");
        shell.opened(Ok(opened.clone()));
        Self { app, main, shell, opened, sent, told }
    }

    /// Calls an operation from the main window.
    pub(crate) fn call(&self, id: &str, name: &str, input: Value) -> Result<Value, Value> {
        invoke(&self.main, PAGE, "call", call(id, name, input))
    }

    /// What an operation told next.
    pub(crate) fn hear(&self) -> &'static str {
        self.told.recv_timeout(LONG).expect("told in time")
    }
}

/// Another window of the application.
pub(crate) fn window(app: &App<MockRuntime>, label: &str) -> WebviewWindow<MockRuntime> {
    WebviewWindowBuilder::new(app, label, tauri::WebviewUrl::default()).build().unwrap()
}

/// The arguments of `call`.
pub(crate) fn call(id: &str, name: &str, input: Value) -> Value {
    json!({ "id": id, "name": name, "input": input, "events": "__CHANNEL__:7" })
}

/// Invokes a command as a page at `url` would.
pub(crate) fn invoke(
    window: &WebviewWindow<MockRuntime>,
    url: &str,
    command: &str,
    arguments: Value,
) -> Result<Value, Value> {
    let request = InvokeRequest {
        cmd: command.into(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: url.parse().unwrap(),
        body: InvokeBody::Json(arguments),
        headers: tauri::http::HeaderMap::new(),
        invoke_key: INVOKE_KEY.into(),
    };
    get_ipc_response(window, request).map(|body| body.deserialize().unwrap())
}
