//! Any operation of the contract, run as a command.

use std::io;

use atelier_rpc::{Code, Error};
use clap::ArgMatches;
use serde_json::Value;

use crate::{
    args, clock,
    contract::Operation,
    exit::Exit,
    render, secrets,
    session::Session,
    terminal::{Style, Terminal},
};

/// Runs the operation with the input that its arguments give, or that the person is asked for.
pub(crate) async fn run(session: &Session, operation: &Operation, matches: &ArgMatches) -> Exit {
    let form = if matches.get_flag("json") { Form::Json } else { Form::ForPeople };
    match outcome(session, operation, matches, form).await {
        Ok(()) => Exit::Done,
        Err(Trouble::Unread) => Exit::Unread,
        Err(Trouble::Refused(error)) => {
            session.report(&error);
            if operation.name == "secret.save" && error.code == Code::Unavailable {
                let says = "hint: `atelier secret seal` makes such a file; `atelier secret save` then \
                            keeps the key in it";
                session.terminal.say(Style::Faint, says);
            }
            Exit::of(&error)
        }
    }
}

/// How a result is printed. Events are always JSON, one a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Json,
    ForPeople,
}

/// Why there is no result.
enum Trouble {
    /// Nobody reads the output any more.
    Unread,
    /// The operation failed.
    Refused(Error),
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        Self::Refused(error)
    }
}

impl From<io::Error> for Trouble {
    fn from(_: io::Error) -> Self {
        Self::Unread
    }
}

async fn outcome(
    session: &Session,
    operation: &Operation,
    matches: &ArgMatches,
    form: Form,
) -> Result<(), Trouble> {
    let input = if operation.parts().0 == args::SECRET {
        secrets::input(operation)?
    } else {
        let mut input =
            args::input(operation, matches).map_err(|says| Error::new(Code::InvalidInput, says))?;
        if let (Value::Object(given), Value::Object(asked)) =
            (&mut input, secrets::input(operation)?)
        {
            given.extend(asked);
        }
        clock::put_time_zone(operation, &mut input);
        input
    };
    let output = match attempt(session, operation, input.clone()).await {
        Err(Trouble::Refused(error)) if error.code == Code::Locked => {
            if !secrets::unlock(session).await? {
                return Err(error.into());
            }
            attempt(session, operation, input).await?
        }
        other => other?,
    };
    if operation.streams {
        return Ok(());
    }
    if form == Form::Json {
        session.terminal.json(&output)?;
    } else {
        let text = render::result(&operation.name, &output, clock::now());
        Terminal::write(&session.terminal.text(&text))?;
    }
    Ok(())
}

async fn attempt(session: &Session, operation: &Operation, input: Value) -> Result<Value, Trouble> {
    let token = session.interrupts.begin();
    let (outlet, mut inlet) = Session::channel();
    let work = session.start(token.clone(), &operation.name, input, outlet);
    let (outcome, shown) = tokio::join!(work, async {
        while let Some(event) = inlet.recv().await {
            if let Err(unread) = session.terminal.json(&event) {
                // The operation learns that nobody listens.
                token.cancel();
                return Err(unread);
            }
        }
        Ok(())
    });
    shown?;
    let output = outcome?;
    if token.is_cancelled() {
        return Err(Error::cancelled().into());
    }
    Ok(output)
}
