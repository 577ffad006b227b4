//! `atelier ask`: one question, one answer.

use std::io::{self, IsTerminal as _, Read as _};

use atelier_rpc::{Code, Error, Result};
use clap::ArgMatches;
use serde_json::{Map, Value, json};

use crate::{
    answer::Look,
    attach::{self, Attached},
    exit::Exit,
    session::Session,
    turn::{self, Question, Turn},
};

/// The most bytes of a question, as the contract has it.
const LONGEST: u64 = 1 << 20;

/// Asks `text`, in a new conversation or in the one that `matches` names.
pub(crate) async fn run(session: &Session, matches: &ArgMatches, text: String) -> Exit {
    let look = Look { json: matches.get_flag("json"), thinking: matches.get_flag("thinking") };
    let place = match place(session, matches).await {
        Ok(place) => place,
        Err(error) => {
            turn::report(session, &error, look);
            return Exit::of(&error);
        }
    };
    let turn = match Attached::to(session, matches, &place.id).await {
        Ok(with) => {
            let question = Question::SendWith(text, with.clone());
            let turn = turn::run(session, &place.id, &question, look).await;
            if !turn.began {
                with.take_away(session).await;
            }
            turn
        }
        Err(error) => {
            turn::report(session, &error, look);
            Turn { exit: Exit::of(&error), began: false }
        }
    };
    if place.lasts == Lasts::NoLonger || (place.is_new && !turn.began) {
        discard(session, &place.id, place.lasts).await;
    } else {
        session.warn_of_forgetting().await;
    }
    turn.exit
}

/// The question: the words, standard input, or both, one after the other.
pub(crate) fn question(matches: &ArgMatches) -> Result<String> {
    let words: Vec<&str> =
        matches.get_many::<String>("text").into_iter().flatten().map(String::as_str).collect();
    let words = words.join(" ");
    let piped = !io::stdin().is_terminal();
    let text = match words.as_str() {
        "-" => piped_text()?,
        "" if piped => piped_text()?,
        "" => String::new(),
        words if piped => {
            let rest = piped_text()?;
            if rest.trim().is_empty() { words.to_owned() } else { format!("{words}\n\n{rest}") }
        }
        words => words.to_owned(),
    };
    if text.trim().is_empty() && !attach::is_wanted(matches) {
        let error = Error::new(Code::InvalidInput, "there is nothing to ask");
        return Err(error.with_hint("atelier ask \"your question\", or: cat file | atelier ask"));
    }
    Ok(text)
}

/// A conversation to talk in.
pub(crate) struct Place {
    /// Its id.
    pub(crate) id: String,
    /// Whether it was created for this.
    pub(crate) is_new: bool,
    /// How long it is there.
    pub(crate) lasts: Lasts,
}

/// How long a conversation is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lasts {
    /// It is kept.
    Kept,
    /// As long as the command runs: nothing of it is kept.
    NoLonger,
}

impl Lasts {
    /// As the arguments have it.
    pub(crate) fn of(matches: &ArgMatches) -> Self {
        if matches.get_flag("temporary") { Self::NoLonger } else { Self::Kept }
    }
}

/// The conversation that the arguments name, or a new one.
pub(crate) async fn place(session: &Session, matches: &ArgMatches) -> Result<Place> {
    let choice = |name: &str| matches.get_one::<String>(name).cloned();
    let (model, effort) = (choice("model"), choice("effort"));
    let named = match choice("conversation") {
        Some(id) => Some(id),
        None if matches.get_flag("continue") => Some(latest(session).await?),
        None => None,
    };
    let Some(id) = named else {
        let lasts = Lasts::of(matches);
        let id = create(session, lasts, model, effort).await?;
        return Ok(Place { id, is_new: true, lasts });
    };
    if model.is_some() || effort.is_some() {
        configure(session, &id, model, effort).await?;
    }
    Ok(Place { id, is_new: false, lasts: Lasts::Kept })
}

/// Creates a conversation, and returns its id.
pub(crate) async fn create(
    session: &Session,
    lasts: Lasts,
    model: Option<String>,
    effort: Option<String>,
) -> Result<String> {
    let given = [("model", model), ("effort", effort)];
    let given =
        given.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?.into())));
    let input = Value::Object(given.collect::<Map<String, Value>>());
    let create = match lasts {
        Lasts::Kept => "conversation.create",
        Lasts::NoLonger => "temporary.begin",
    };
    let created = session.call(create, input).await?;
    id_of(&created)
}

/// Gives a conversation another model or effort; what is not given stays.
pub(crate) async fn configure(
    session: &Session,
    id: &str,
    model: Option<String>,
    effort: Option<String>,
) -> Result<()> {
    let now = session.call("conversation.get", json!({ "id": id })).await?;
    let kept = |name: &str| now.get(name).cloned().unwrap_or_default();
    let input = json!({
        "id": id,
        "model": model.map_or_else(|| kept("model"), Value::from),
        "effort": effort.map_or_else(|| kept("effort"), Value::from),
    });
    session.call("conversation.configure", input).await.map(drop)
}

/// Ends a temporary conversation, or moves one in which nothing was said to the trash.
pub(crate) async fn discard(session: &Session, id: &str, lasts: Lasts) {
    let discard = match lasts {
        Lasts::Kept => "conversation.delete",
        Lasts::NoLonger => "temporary.end",
    };
    if let Err(error) = session.call(discard, json!({ "id": id })).await {
        tracing::warn!(%error, "a conversation that is not wanted stays");
    }
}

async fn latest(session: &Session) -> Result<String> {
    let page = session.call("conversation.list", json!({ "limit": 1 })).await?;
    let latest = page.pointer("/items/0").ok_or_else(|| {
        Error::new(Code::NotFound, "there is no conversation to go on with")
            .with_hint("ask without --continue to begin one")
    })?;
    id_of(latest)
}

fn id_of(conversation: &Value) -> Result<String> {
    let id = conversation.get("id").and_then(Value::as_str).map(str::to_owned);
    id.ok_or_else(|| Error::new(Code::Internal, "a conversation came without an id"))
}

/// What standard input holds, as text.
pub(crate) fn piped_text() -> Result<String> {
    let refuse = |says: String| Error::new(Code::InvalidInput, says);
    let mut bytes = Vec::new();
    let read = io::stdin().lock().take(LONGEST + 1).read_to_end(&mut bytes);
    read.map_err(|error| refuse(format!("standard input could not be read: {error}")))?;
    if bytes.len() as u64 > LONGEST {
        return Err(refuse("standard input holds more than 1 MiB; nothing was sent".to_owned()));
    }
    String::from_utf8(bytes)
        .map_err(|_| refuse("standard input is not text in UTF-8; nothing was sent".to_owned()))
}
