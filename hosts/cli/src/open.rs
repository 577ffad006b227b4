//! `atelier open` and `atelier quick`: what a running Atelier is to show.

use atelier_app::Role;
use atelier_rpc::{Code, Error, Result};
use clap::{Arg, ArgMatches, Command};
use serde_json::{Value, json};

use crate::{exit::Exit, session::Session};

pub(crate) fn commands() -> [Command; 2] {
    let link = Arg::new("link").required(true).value_name("LINK");
    [
        Command::new("open")
            .about("Opens a link in the Atelier that runs: it prefills and shows, and never sends")
            .arg(link.help("atelier://new?text=…&project=…, atelier://c/ID or atelier://settings")),
        Command::new("quick").about("Opens the small window that begins a conversation"),
    ]
}

/// Opens the link that `matches` names.
pub(crate) async fn link(session: &Session, matches: &ArgMatches) -> Exit {
    let url = matches.get_one::<String>("link").map(String::as_str).unwrap_or_default();
    told(session, there(session, "link.open", json!({ "url": url })).await)
}

/// Opens quick entry.
pub(crate) async fn quick(session: &Session) -> Exit {
    told(session, there(session, "desktop.show", json!({ "window": "quick" })).await)
}

/// Runs an operation of the Atelier that runs already. One that was opened for this command alone
/// has nothing to show it with, and is gone with it.
async fn there(session: &Session, operation: &str, input: Value) -> Result<Value> {
    if session.app.role() == Role::Owner {
        let nobody = Error::new(Code::Unavailable, "no Atelier runs that could show this");
        return Err(nobody.with_hint("start atelier-desktop, or `atelier serve --open-page`"));
    }
    session.call(operation, input).await
}

fn told(session: &Session, outcome: Result<Value>) -> Exit {
    match outcome {
        Ok(_) => Exit::Done,
        Err(error) => {
            session.report(&error);
            Exit::of(&error)
        }
    }
}
