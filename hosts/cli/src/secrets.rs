//! Asking for what must never stand on a command line: keys and passphrases.

use std::io::{self, IsTerminal as _, Read as _};

use atelier_rpc::{Code, Error, Result};
use serde_json::{Map, Value, json};
use zeroize::Zeroizing;

use crate::{
    args::is_asked,
    contract::{Field, Operation},
    session::Session,
};

/// The most bytes of a secret that are read.
const LONGEST: u64 = 4096;

/// The input of an operation whose fields are secret: typed unseen, or read from standard input.
pub(crate) fn input(operation: &Operation) -> Result<Value> {
    let mut input = Map::new();
    for field in operation.fields.iter().filter(|it| is_asked(operation, it)) {
        let secret = read(operation, field)?;
        if !secret.is_empty() {
            input.insert(field.name.clone(), Value::from(secret.as_str()));
        } else if field.required {
            let message = format!("no {} was given; nothing was changed", field.name);
            return Err(Error::new(Code::InvalidInput, message));
        }
    }
    Ok(Value::Object(input))
}

/// Opens what is locked, by asking the person. Returns whether it is worth to try again.
pub(crate) async fn unlock(session: &Session) -> Result<bool> {
    if !session.terminal.person_reads_err {
        return Ok(false);
    }
    let status = session.call_once("secret.status", json!({})).await?;
    let input = match status.pointer("/vault/place").and_then(Value::as_str) {
        Some("sealed_file") => {
            let passphrase = prompt("Passphrase: ")?;
            json!({ "passphrase": passphrase.as_str() })
        }
        // The system asks by itself.
        Some(_) => json!({}),
        None => return Ok(false),
    };
    session.call_once("secret.unlock", input).await.map(|_| true)
}

fn read(operation: &Operation, field: &Field) -> Result<Zeroizing<String>> {
    if !io::stdin().is_terminal() {
        return piped();
    }
    let optional = if field.required { "" } else { " (empty asks the keychain)" };
    let name = if field.name == "key" { "API key" } else { "Passphrase" };
    let secret = prompt(&format!("{name}{optional}: "))?;
    let sealing = ["secret.seal", "backup.recovery_key"].contains(&operation.name.as_str());
    if sealing && *prompt("Once more: ")? != *secret {
        let message = "the two passphrases differ; nothing was changed";
        return Err(Error::new(Code::InvalidInput, message));
    }
    Ok(secret)
}

/// Standard input, without the end of its line.
fn piped() -> Result<Zeroizing<String>> {
    let mut text = Zeroizing::new(String::new());
    let read = io::stdin().lock().take(LONGEST).read_to_string(&mut text);
    read.map_err(|error| {
        Error::new(Code::InvalidInput, format!("standard input could not be read: {error}"))
    })?;
    Ok(Zeroizing::new(text.trim_end_matches(['\r', '\n']).to_owned()))
}

/// Asks at the terminal; what is typed is not shown.
fn prompt(says: &str) -> Result<Zeroizing<String>> {
    let _unseen = Unseen::begin();
    let typed = tokio::task::block_in_place(|| rpassword::prompt_password(says));
    typed.map(Zeroizing::new).map_err(|error| match error.kind() {
        io::ErrorKind::Interrupted | io::ErrorKind::UnexpectedEof => Error::cancelled(),
        _ => Error::new(Code::Locked, format!("the terminal could not be asked: {error}")),
    })
}

/// Switches the terminal's echo off before the prompt stands there, so that not even what is typed
/// at once is shown. The prompt itself cares for the rest.
#[cfg(unix)]
struct Unseen(Option<(std::fs::File, rustix::termios::Termios)>);

#[cfg(unix)]
impl Unseen {
    fn begin() -> Self {
        use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};
        let switch_off = || {
            let terminal = std::fs::File::open("/dev/tty").ok()?;
            let before = tcgetattr(&terminal).ok()?;
            let mut unseen = before.clone();
            unseen.local_modes.remove(LocalModes::ECHO);
            tcsetattr(&terminal, OptionalActions::Now, &unseen).ok()?;
            Some((terminal, before))
        };
        Self(switch_off())
    }
}

#[cfg(unix)]
impl Drop for Unseen {
    fn drop(&mut self) {
        use rustix::termios::{OptionalActions, tcsetattr};
        if let Some((terminal, before)) = &self.0 {
            // The terminal has gone if this fails.
            let _ = tcsetattr(terminal, OptionalActions::Now, before);
        }
    }
}

#[cfg(not(unix))]
struct Unseen;

#[cfg(not(unix))]
impl Unseen {
    fn begin() -> Self {
        Self
    }
}
