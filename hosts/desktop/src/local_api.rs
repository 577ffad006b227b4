//! The local HTTP API, as long as the settings want it.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use atelier_app::App;
use atelier_server::{Server, ServerOptions, Tokens};
use atelier_vocabulary::ServerStatus;
use serde_json::json;
use tokio_util::sync::CancellationToken;

/// Switches the server on and off, and moves it to another port, as the settings say.
///
/// While it runs, its address and token stand in the file `http-api.json` of `folder`, which only
/// the person can read.
pub(crate) async fn follow(app: App, folder: PathBuf) {
    let tokens = match Tokens::random() {
        Ok(tokens) => tokens,
        Err(error) => {
            tracing::error!(%error, "the local API stays off");
            return;
        }
    };
    let notice = folder.join("http-api.json");
    let mut settings = app.settings();
    let stopping = app.stopping();
    loop {
        let wanted = {
            let settings = settings.borrow_and_update();
            settings.http_enabled.then_some(settings.http_port)
        };
        let stop = CancellationToken::new();
        let running = match wanted {
            Some(port) => start(&app, port, &tokens, &notice, stop.clone()).await,
            None => None,
        };
        let ended = tokio::select! {
            changed = settings.wait_for(|settings| {
                settings.http_enabled.then_some(settings.http_port) != wanted
            }) => changed.is_err(),
            () = stopping.cancelled() => true,
        };
        stop.cancel();
        if let Some(running) = running {
            drop(running.await);
            // Somebody may have removed it already, which is as well.
            let notice = notice.clone();
            drop(tokio::task::spawn_blocking(move || fs::remove_file(notice)).await);
        }
        app.report_server(ServerStatus::default());
        if ended {
            return;
        }
    }
}

async fn start(
    app: &App,
    port: u16,
    tokens: &Tokens,
    notice: &Path,
    stop: CancellationToken,
) -> Option<tokio::task::JoinHandle<()>> {
    let options = ServerOptions { port, tokens: tokens.clone() };
    let server = match Server::bind(app, options).await {
        Ok(server) => server,
        Err(error) => {
            tracing::error!(%error, "the local API stays off; choose another port in the settings");
            let problem = Some(format!("{error}. Choose another port."));
            app.report_server(ServerStatus { problem, ..ServerStatus::default() });
            return None;
        }
    };
    let contents = json!({ "url": server.base_url(), "token": tokens.api.expose() }).to_string();
    let path = notice.to_owned();
    let written = tokio::task::spawn_blocking(move || write_private(&path, &contents)).await;
    if let Err(error) = written.unwrap_or_else(|error| Err(io::Error::other(error))) {
        tracing::error!(%error, "the local API stays off, because its token could not be written");
        let problem = Some(format!("its token could not be written: {error}"));
        app.report_server(ServerStatus { problem, ..ServerStatus::default() });
        return None;
    }
    tracing::info!(address = %server.address(), "the local API is on");
    app.report_server(ServerStatus {
        url: Some(server.base_url()),
        token: Some(tokens.api.expose().to_owned()),
        problem: None,
    });
    Some(app.tasks().spawn(server.run(stop)))
}

/// Writes a file that nobody else on this machine can read, whole or not at all.
fn write_private(path: &Path, contents: &str) -> io::Result<()> {
    let beside = path.with_extension("new");
    // One that was left behind may be open to others, and would stay so.
    match fs::remove_file(&beside) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(&beside)?.write_all(contents.as_bytes())?;
    fs::rename(beside, path)
}

#[cfg(test)]
mod tests;
