//! A turn: one question, and its answer as it arrives.

use std::io;

use atelier_rpc::{Code, Error};
use atelier_vocabulary::{Message, MessageState, TurnEvent};
use serde::Deserialize as _;
use serde_json::{Value, json};
use tokio::{
    sync::mpsc,
    time::{Duration, timeout},
};

use crate::{
    answer::{Answer, Look},
    attach::Attached,
    exit::Exit,
    secrets,
    session::Session,
    terminal::Style,
};

/// The classes of failure that a wrong key has: the API's own, and ours where it names none.
const WRONG_KEY: &[&str] = &["authentication_error", "authentication"];

/// What is asked.
#[derive(Clone, Debug)]
pub(crate) enum Question {
    /// A new message.
    Send(String),
    /// A new message with what goes along.
    SendWith(String, Attached),
    /// The last message once more.
    Again,
}

/// How a turn ended.
pub(crate) struct Turn {
    /// What a script learns.
    pub(crate) exit: Exit,
    /// Whether the message was stored before anything went wrong.
    pub(crate) began: bool,
}

/// Asks in a conversation and shows the answer; Ctrl-C stops it.
pub(crate) async fn run(session: &Session, id: &str, question: &Question, look: Look) -> Turn {
    let mut attempt = once(session, id, question, look).await;
    if attempt.is_locked() && matches!(secrets::unlock(session).await, Ok(true)) {
        attempt = once(session, id, question, look).await;
    }
    if !attempt.turn.began
        && let Some(error) = attempt.error.take()
    {
        let error = session.diagnose(error).await;
        attempt.turn.exit = Exit::of(&error);
        attempt.error = Some(error);
    }
    attempt.end(session)
}

/// One try.
struct Attempt {
    turn: Turn,
    error: Option<Error>,
    look: Look,
}

impl Attempt {
    /// Whether it got nowhere because the store or the key is locked.
    fn is_locked(&self) -> bool {
        !self.turn.began && self.error.as_ref().is_some_and(|error| error.code == Code::Locked)
    }

    /// Says what went wrong, if something did.
    fn end(self, session: &Session) -> Turn {
        if let Some(error) = self.error {
            report(session, &error, self.look);
        }
        self.turn
    }
}

/// Says what went wrong: to a person always, and to a program if one reads.
pub(crate) fn report(session: &Session, error: &Error, look: Look) {
    session.report(error);
    if look.json && error.code != Code::Cancelled {
        let hint = session.hint(error);
        let line = json!({
            "type": "error", "code": error.code, "message": error.message, "hint": hint,
        });
        // Standard error has said it already.
        drop(session.terminal.json(&line));
    }
}

async fn once(session: &Session, id: &str, question: &Question, look: Look) -> Attempt {
    let token = session.interrupts.begin();
    let (outlet, inlet) = Session::channel();
    let (name, input) = match question {
        Question::Send(text) => ("conversation.send", json!({ "id": id, "text": text })),
        Question::SendWith(text, with) => {
            let input = json!({ "id": id, "text": text, "attachments": with.ids() });
            ("conversation.send", input)
        }
        Question::Again => ("conversation.regenerate", json!({ "id": id })),
    };
    let mut answer = Answer::new(session.terminal, look);
    let (outcome, shown) = tokio::join!(session.start(token.clone(), name, input, outlet), async {
        let shown = show(inlet, &mut answer).await;
        if shown.is_err() {
            // Nobody reads on: what is not read need not be paid for.
            token.cancel();
        }
        shown
    });
    let finished = answer.finish(id);
    let began = answer.began();
    let (exit, error) = match (shown.and(finished), outcome) {
        (Err(_), _) => (Exit::Unread, None),
        (Ok(()), Err(error)) => (Exit::of(&error), Some(error)),
        (Ok(()), Ok(_)) => verdict(session, answer.message(), token.is_cancelled()),
    };
    let exit = if token.is_cancelled() && exit == Exit::Done && answer.message().is_none() {
        Exit::Stopped
    } else {
        exit
    };
    if exit == Exit::Stopped {
        session.terminal.say(Style::Faint, "stopped; what had arrived is kept");
    }
    Attempt { turn: Turn { exit, began }, error, look }
}

/// Shows events as they come, and counts down while there are none to come.
async fn show(mut inlet: mpsc::Receiver<Value>, answer: &mut Answer) -> io::Result<()> {
    loop {
        let next = if answer.waits() {
            let Ok(next) = timeout(Duration::from_secs(1), inlet.recv()).await else {
                answer.count_down();
                continue;
            };
            next
        } else {
            inlet.recv().await
        };
        let Some(raw) = next else { return Ok(()) };
        match TurnEvent::deserialize(&raw) {
            Ok(event) => answer.event(event, &raw)?,
            Err(error) => tracing::warn!(%error, "an event could not be read"),
        }
    }
}

/// How a turn ended that ran to its end, by the state of its message.
fn verdict(session: &Session, message: Option<&Message>, stopped: bool) -> (Exit, Option<Error>) {
    let Some(message) = message else { return (Exit::Done, None) };
    match (message.state, &message.failure) {
        (MessageState::Complete, failure) => {
            if let Some(failure) = failure {
                session.terminal.say(Style::Notice, &format!("note: {}", failure.message));
            }
            (Exit::Done, None)
        }
        (_, Some(failure)) => {
            let wrong_key = WRONG_KEY.contains(&failure.class.as_str());
            let code = if wrong_key { Code::NeedsKey } else { Code::Unavailable };
            let error = Error::new(code, failure.message.clone());
            let error = if failure.retryable {
                error.with_hint("asking again may help; what arrived is kept")
            } else {
                error
            };
            (Exit::of(&error), Some(error))
        }
        (_, None) if stopped => (Exit::Stopped, None),
        (_, None) => {
            let error =
                Error::new(Code::Unavailable, "the answer ended early; what arrived is kept");
            (Exit::Failed, Some(error))
        }
    }
}
