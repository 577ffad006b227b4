//! Start and end of the program.

use std::{path::Path, process::ExitCode, sync::Arc, time::Duration};

use atelier_app::{
    App, Launch, Paths, QUICK_WINDOW,
    telemetry::{self, Level, Telemetry, TelemetryError, TelemetryOptions},
};
use atelier_rpc::{Code, Error};
use tauri::{
    AppHandle, Builder, Context, Manager, Runtime, WebviewWindow, WindowEvent,
    webview::PageLoadEvent,
};
use tauri_plugin_window_state::StateFlags;

use crate::{
    appearance, artifact, blobs, closing,
    environment::{Environment, Relaunch},
    errands, ipc, links, local_api,
    page::Page,
    shell::{Opened, Shell},
    tray, windows,
};

/// How long the end may take before the program leaves anyway.
const FAREWELL: Duration = Duration::from_secs(3);

/// Opens the window and stays until it is closed.
pub fn run() -> ExitCode {
    atelier_app::share_heap();
    let (environment, trial) = Environment::prepare();
    let hardened = atelier_app::harden_process();
    let shell = Arc::new(Shell::default());
    let built = with_plugins(serve(Builder::default(), Arc::clone(&shell)), &environment)
        .manage(environment)
        .setup(move |app| {
            #[cfg(unix)]
            if !trial.passed() {
                // Nothing has been opened yet, so there is nothing to close.
                let error = Relaunch::WithoutSandbox.start();
                return Err(error.into());
            }
            start(app.handle())?;
            if let Err(error) = hardened {
                tracing::warn!(%error, "this process is less protected than it should be");
            }
            Ok(())
        })
        .build(context());
    let app = match built {
        Ok(app) => app,
        Err(error) => {
            tracing::error!(%error, "the window could not be made");
            return ExitCode::FAILURE;
        }
    };
    let code = app.run_return(|_, _| {});
    tauri::async_runtime::block_on(end(&shell));
    #[cfg(unix)]
    if let Some(relaunch) = shell.relaunch() {
        let error = relaunch.start();
        tracing::error!(%error, "the program could not start once more");
    }
    ExitCode::from(u8::try_from(code).unwrap_or(1))
}

/// Gives a builder the two commands, and ends the calls of a page together with the page.
pub fn serve<R: Runtime>(builder: Builder<R>, shell: Arc<Shell>) -> Builder<R> {
    let (loading, ending) = (Arc::clone(&shell), Arc::clone(&shell));
    builder
        .manage(shell)
        .invoke_handler(tauri::generate_handler![ipc::call, ipc::cancel])
        .register_asynchronous_uri_scheme_protocol(blobs::SCHEME, |context, request, responder| {
            blobs::answer(&context, request, responder);
        })
        .register_uri_scheme_protocol(artifact::SCHEME, |_, request| artifact::answer(&request))
        .on_page_load(move |webview, load| {
            // A page that begins has no calls yet: these are the last one's.
            if load.event() == PageLoadEvent::Started {
                loading.calls.cancel_all(webview.label());
            }
        })
        .on_window_event(move |window, event| {
            match event {
                WindowEvent::CloseRequested { api, .. } if !closing::may_close(window) => {
                    api.prevent_close();
                }
                WindowEvent::Focused(true) => ending.looked_at.notify_one(),
                WindowEvent::Destroyed => {
                    ending.calls.cancel_all(window.label());
                    windows::close_with(window);
                }
                // Where a window lies, and what is dropped on it, is not ours to know.
                _ => {}
            }
        })
}

/// The configuration, the capabilities and the interface, as they were built in.
pub fn context<R: Runtime>() -> Context<R> {
    tauri::generate_context!(assets = Page)
}

/// Makes the main window, with everything that guards it. What the web engine keeps stays below
/// `folder`.
pub fn open_window<R: Runtime>(
    handle: &AppHandle<R>,
    folder: &Path,
) -> tauri::Result<WebviewWindow<R>> {
    windows::open_main(handle, folder)
}

fn with_plugins<R: Runtime>(builder: Builder<R>, environment: &Environment) -> Builder<R> {
    // A run with a data folder of its own, or one that a test drives, is nobody's second start.
    if environment.automated || environment.apart {
        return builder;
    }
    let place = StateFlags::POSITION | StateFlags::SIZE | StateFlags::MAXIMIZED;
    builder
        // Of what the second start was given, only a link is looked at: it comes from anywhere.
        .plugin(tauri_plugin_single_instance::init(|app, arguments, _| {
            windows::bring_to_front(app);
            if let Some(url) = links::given(arguments.into_iter().skip(1)) {
                drop(tauri::async_runtime::spawn(links::open(app.clone(), url)));
            }
        }))
        .plugin(
            tauri_plugin_window_state::Builder::new()
                .with_state_flags(place)
                // Quick entry comes up in the middle, always as large.
                .with_filter(|label| label != QUICK_WINDOW)
                .map_label(windows::size_of)
                .build(),
        )
}

/// Shows the window and opens the application behind it, at the same time.
fn start<R: Runtime>(handle: &AppHandle<R>) -> Result<(), Box<dyn std::error::Error>> {
    let environment = Environment::clone(&handle.state::<Environment>());
    let paths = environment
        .paths
        .ok_or("there is no home folder to keep data in; say with ATELIER_DATA where to keep it")?;
    log_to(handle, &paths.logs, environment.log);
    if environment.unsandboxed {
        tracing::warn!("this system does not allow the sandbox in which the page should run");
    }
    windows::open_main(handle, &paths.data)?;
    if let Some(url) = links::given(std::env::args().skip(1)) {
        drop(tauri::async_runtime::spawn(links::open(handle.clone(), url)));
    }
    drop(tauri::async_runtime::spawn(until_signalled(handle.clone())));
    drop(tauri::async_runtime::spawn(open(handle.clone(), paths, environment.endpoint)));
    Ok(())
}

/// Opens the application, and lets the calls of the page go that wait for it.
async fn open<R: Runtime>(handle: AppHandle<R>, paths: Paths, endpoint: Option<String>) {
    let shell = Arc::clone(&handle.state::<Arc<Shell>>());
    let folder = paths.data.clone();
    let telemetry = handle.try_state::<Arc<Telemetry>>().map(|running| Arc::clone(&running));
    match App::open(Launch { endpoint, telemetry, ..Launch::new(paths) }).await {
        Ok(app) => {
            let app = shell.app.get_or_init(|| app);
            shell.opened(Ok(Opened::from(app)));
            drop(app.tasks().spawn(local_api::follow(app.clone(), folder.clone())));
            drop(app.tasks().spawn(errands::attend(handle.clone(), app.clone())));
            drop(app.tasks().spawn(tray::attend(handle.clone(), app.clone())));
            drop(app.tasks().spawn(appearance::follow(handle, app.clone(), folder)));
        }
        // The page shows this: every call of it answers so.
        Err(error) => shell.opened(Err(Error::new(Code::Unavailable, error.to_string()))),
    }
}

/// Starts the logs. Atelier works without them too.
fn log_to<R: Runtime>(handle: &AppHandle<R>, folder: &Path, console: Option<Level>) {
    let usual = TelemetryOptions::default();
    let usual = TelemetryOptions { console: console.unwrap_or(usual.console), ..usual };
    let options = TelemetryOptions { log_dir: Some(folder.to_owned()), ..usual.clone() };
    let started = telemetry::init(options).or_else(|error| {
        let telemetry = telemetry::init(usual)?;
        tracing::warn!(%error, "logs go to the console only");
        Ok::<_, TelemetryError>(telemetry)
    });
    if let Ok(telemetry) = started {
        handle.manage(Arc::new(telemetry));
    }
}

/// Ends the program in order when the system asks it to.
async fn until_signalled<R: Runtime>(handle: AppHandle<R>) {
    if let Err(error) = signal().await {
        tracing::warn!(%error, "signals are not heard");
        return;
    }
    handle.exit(0);
}

#[cfg(unix)]
async fn signal() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut terminate, mut interrupt) =
        (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}

#[cfg(not(unix))]
async fn signal() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}

/// Stops every call and closes the application, within the time there is.
async fn end(shell: &Shell) {
    shell.stopping.cancel();
    if let Some(app) = shell.app.get()
        && tokio::time::timeout(FAREWELL, app.shutdown()).await.is_err()
    {
        tracing::warn!("the end took too long; what was left was abandoned");
    }
}
