//! `atelier serve`: the interface and the local API, for as long as it runs.

use std::{io::Write as _, path::Path, process::Stdio};

use atelier_app::Role;
use atelier_rpc::{Code, Error, Result};
use atelier_server::{Server, ServerOptions, Token, Tokens};
use atelier_vocabulary::ServerStatus;
use clap::ArgMatches;
use tempfile::NamedTempFile;

use crate::{
    environment,
    exit::Exit,
    session::Session,
    terminal::{Style, Terminal},
};

/// Serves until Ctrl-C.
pub(crate) async fn run(session: &Session, matches: &ArgMatches, chosen: Option<Token>) -> Exit {
    let stop = session.interrupts.begin();
    let bound = bind(session, matches, chosen).await;
    let (server, token) = match bound {
        Ok(bound) => bound,
        Err(error) => {
            session.report(&error);
            return Exit::of(&error);
        }
    };
    if Terminal::write(&invitation(&server, &token)).is_err() {
        return Exit::Unread;
    }
    session.app.report_server(ServerStatus {
        url: Some(server.base_url()),
        token: Some(token.expose().to_owned()),
        problem: None,
    });
    if session.app.role() == Role::Guest {
        let says = "note: another Atelier has the data folder open; operations go to it, and the \
                    Messages API under /v1 is not served here";
        session.terminal.say(Style::Notice, says);
    }
    // The file goes with the server.
    let _page = matches.get_flag("open-page").then(|| open_page(session, &server.page_url()));
    server.run(stop).await;
    Exit::Done
}

async fn bind(
    session: &Session,
    matches: &ArgMatches,
    chosen: Option<Token>,
) -> Result<(Server, Token)> {
    let failed = |says: String| Error::new(Code::Unavailable, says);
    let mut tokens = Tokens::random().map_err(|error| failed(error.to_string()))?;
    if let Some(token) = chosen {
        tokens.api = token;
    }
    let port = matches.get_one::<u16>("port").copied().unwrap_or_default();
    let token = tokens.api.clone();
    let server = Server::bind(&session.app, ServerOptions { port, tokens }).await;
    let server = server.map_err(|error| {
        failed(error.to_string())
            .with_hint("choose another port with --port; 0 takes any that is free")
    })?;
    Ok((server, token))
}

/// What a person needs to use the server.
fn invitation(server: &Server, token: &Token) -> String {
    let (page, base) = (server.page_url(), server.base_url());
    let token = token.expose();
    format!(
        "Page   {page}\n\
         API    {base}/api\n\
         \n\
         Other programs use Claude through it without holding a key:\n\
         \n  \
         export ANTHROPIC_BASE_URL={base}\n  \
         export ANTHROPIC_AUTH_TOKEN={token}\n\
         \n\
         Ctrl-C stops it.\n"
    )
}

/// Opens the page in the browser, through a file that only this person can read: the address holds
/// a token, and other people on the machine can read the arguments of a process.
fn open_page(session: &Session, url: &str) -> Option<NamedTempFile> {
    if !has_display() {
        session.terminal.say(Style::Faint, "there is no display; open the page by its address");
        return None;
    }
    let opened = redirect(url).and_then(|file| browse(file.path()).map(|()| file));
    match opened {
        Ok(file) => Some(file),
        Err(error) => {
            let says =
                format!("no browser could be opened ({error}); open the page by its address");
            session.terminal.say(Style::Notice, &says);
            None
        }
    }
}

/// Hands a file to the browser, which learns none of our secrets and does not hear our Ctrl-C.
fn browse(file: &Path) -> std::io::Result<()> {
    let mut last = std::io::Error::other("this system has no way to open a page");
    for mut command in open::commands(file) {
        for name in environment::SECRETS {
            command.env_remove(name);
        }
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        match command.spawn() {
            Ok(mut child) => {
                // Somebody has to hear of its end, and the server must not wait for it.
                drop(std::thread::spawn(move || child.wait()));
                return Ok(());
            }
            Err(error) => last = error,
        }
    }
    Err(last)
}

fn redirect(url: &str) -> std::io::Result<NamedTempFile> {
    let mut file = tempfile::Builder::new().prefix("atelier-").suffix(".html").tempfile()?;
    // Our own address holds only letters, digits and `:/#=.`, so nothing needs escaping.
    write!(
        file,
        "<!doctype html><title>Atelier</title><meta http-equiv=\"refresh\" content=\"0;url={url}\">"
    )?;
    file.flush()?;
    Ok(file)
}

fn has_display() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(any(windows, target_os = "macos")) || set("DISPLAY") || set("WAYLAND_DISPLAY")
}
