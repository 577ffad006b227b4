//! `atelier apply`: an edit from standard input, shown as a difference, and applied where that is
//! asked for.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use atelier_rpc::{Code, Error, Result};
use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::{Value, json};

use crate::{
    args, ask,
    exit::Exit,
    session::Session,
    terminal::{Style, Terminal},
};

/// The command.
pub(crate) fn command() -> Command {
    Command::new("apply")
        .about("Shows what an edit on standard input makes of a file; with --write applies it")
        .after_help(
            "The edit is what a model writes down: a function as it is to be, a shortened text with \
             marks, search and replace, a patch. `atelier file undo` takes it back.",
        )
        .args([
            Arg::new("file").required(true).value_name("FILE").help("The file to change"),
            Arg::new("folder").long("folder").value_name("DIR").help(
                "Opens this folder first; without it, FILE must lie in a folder that is open",
            ),
            Arg::new("language").long("language").value_name("NAME").help(
                "The language of the edit, where the name of the file does not say it",
            ),
            Arg::new("write").long("write").action(ArgAction::SetTrue).help("Applies the edit"),
            args::json(),
        ])
}

/// The edit that standard input holds.
pub(crate) fn edit() -> Result<String> {
    if std::io::stdin().is_terminal() {
        let error = Error::new(Code::InvalidInput, "there is no edit on standard input");
        return Err(error.with_hint("atelier apply FILE < edit.txt"));
    }
    ask::piped_text()
}

/// Shows or applies the edit `snippet`.
pub(crate) async fn run(session: &Session, matches: &ArgMatches, snippet: String) -> Exit {
    match outcome(session, matches, snippet).await {
        Ok(exit) => exit,
        Err(error) => {
            session.report(&error);
            Exit::of(&error)
        }
    }
}

async fn outcome(session: &Session, matches: &ArgMatches, snippet: String) -> Result<Exit> {
    let named = |name: &str| matches.get_one::<String>(name).cloned();
    let file = absolute(&named("file").unwrap_or_default())?;
    let (folder, path) = place(session, &file, named("folder")).await?;
    let mut edit = json!({ "folder_id": folder, "path": path, "snippet": snippet });
    if let (Some(edit), Some(language)) = (edit.as_object_mut(), named("language")) {
        edit.insert("language".to_owned(), language.into());
    }
    let preview = session.call("booster.preview", edit.clone()).await?;
    if matches.get_flag("json") {
        // Whether anybody reads it is seen by the shell.
        drop(session.terminal.json(&preview));
    } else {
        drop(Terminal::write(&session.terminal.text(&difference(&preview))));
        session.terminal.say(Style::Faint, &verdict(&preview));
    }
    let result = preview.get("result").unwrap_or(&Value::Null);
    if result.get("kind").is_none_or(|kind| kind != "edit") {
        return Ok(Exit::Failed);
    }
    if !matches.get_flag("write") || result.get("strategy").is_some_and(|it| it == "unchanged") {
        return Ok(Exit::Done);
    }
    if let Some(edit) = edit.as_object_mut() {
        let seen = |value: Option<&Value>| value.cloned().unwrap_or_default();
        edit.insert("expected_hash".to_owned(), seen(preview.get("hash")));
        edit.insert("expected_hash_after".to_owned(), seen(result.get("hash_after")));
    }
    let made = session.call("booster.apply", edit).await?;
    let id = made.get("id").and_then(Value::as_str).unwrap_or_default();
    let says = format!("applied; atelier file undo --edit-id {id} takes it back");
    session.terminal.say(Style::Notice, &says);
    session.warn_of_forgetting().await;
    Ok(Exit::Done)
}

/// The folder that is to be used, open, and the path of the file below it.
async fn place(session: &Session, file: &Path, folder: Option<String>) -> Result<(Value, String)> {
    let open = match folder {
        Some(folder) => {
            let path = absolute(&folder)?.display().to_string();
            vec![session.call("folder.open", json!({ "path": path })).await?]
        }
        None => match session.call("folder.list", json!({})).await? {
            Value::Array(folders) => folders,
            _ => Vec::new(),
        },
    };
    let inside = |folder: &Value| {
        let below = file.strip_prefix(folder.get("path")?.as_str()?).ok()?;
        let names: Option<Vec<&str>> = below.iter().map(|name| name.to_str()).collect();
        Some((folder.get("id")?.clone(), names?.join("/")))
    };
    // The innermost, where one open folder lies in another.
    let found = open.iter().filter_map(inside).min_by_key(|(_, path)| path.len());
    found.ok_or_else(|| {
        let message = format!("`{}` lies in no folder that is open", file.display());
        Error::new(Code::NotFound, message)
            .with_hint("name the folder of the project with --folder, or use `atelier folder open`")
    })
}

/// Where a path leads from here. The folder above must be there; the file door looks at the rest.
fn absolute(path: &str) -> Result<PathBuf> {
    let refuse = |error: std::io::Error| {
        Error::new(Code::NotFound, format!("`{path}` cannot be reached: {error}"))
    };
    let whole = std::path::absolute(path).map_err(refuse)?;
    match (whole.parent(), whole.file_name()) {
        (Some(above), Some(name)) => Ok(above.canonicalize().map_err(refuse)?.join(name)),
        _ => Ok(whole),
    }
}

/// The difference, in the manner of `diff -u`.
fn difference(preview: &Value) -> String {
    let text_of = |value: &Value, name: &str| {
        value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    let list = |value: &Value, name: &str| {
        value.get(name).and_then(Value::as_array).cloned().unwrap_or_default()
    };
    let hunks = list(preview.get("result").unwrap_or(&Value::Null), "hunks");
    let mut text = Vec::new();
    if !hunks.is_empty() {
        let path = text_of(preview, "path");
        text.push(format!("--- a/{path}\n+++ b/{path}\n"));
    }
    for hunk in &hunks {
        let lines = list(hunk, "lines");
        let count = |gone: &str| lines.iter().filter(|line| text_of(line, "kind") != gone).count();
        let start = |name: &str| hunk.get(name).and_then(Value::as_u64).unwrap_or_default();
        let (old, new) = (start("before"), start("after"));
        let (before, after) = (count("added"), count("removed"));
        text.push(format!("@@ -{old},{before} +{new},{after} @@\n"));
        text.extend(lines.iter().map(|line| {
            let sign = match line.get("kind").and_then(Value::as_str) {
                Some("added") => '+',
                Some("removed") => '-',
                // It stays.
                _ => ' ',
            };
            format!("{sign}{}\n", text_of(line, "text"))
        }));
    }
    text.concat()
}

/// How the edit was understood, or why it is refused, in a few lines.
fn verdict(preview: &Value) -> String {
    let result = preview.get("result").unwrap_or(&Value::Null);
    let text = |name: &str| result.get(name).and_then(Value::as_str).unwrap_or_default();
    if text("kind") == "edit" {
        let sure = result.get("confidence").and_then(Value::as_f64).unwrap_or_default() * 100.0;
        return format!("{}, {sure:.0} % sure, syntax {}", text("strategy"), text("syntax"));
    }
    let candidates = result.get("candidates").and_then(Value::as_array);
    let named = candidates.into_iter().flatten().map(|candidate| {
        let what = candidate.get("what").and_then(Value::as_str).unwrap_or_default();
        let line = candidate.get("line").and_then(Value::as_u64).unwrap_or_default();
        format!("\n  {what}, line {line}")
    });
    format!("refused: {}{}", text("message"), named.collect::<Vec<_>>().concat())
}
