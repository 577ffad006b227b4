//! `atelier chat`: a conversation, turn by turn.
//!
//! Lines are edited with `rustyline`: it needs few other crates, takes pasted text of many lines as
//! one input, and reads plain lines where there is no terminal. What was typed is kept in memory
//! only.

use atelier_rpc::Result;
use clap::ArgMatches;
use rustyline::{Config, DefaultEditor, error::ReadlineError};
use serde_json::json;

use crate::{
    answer::Look,
    ask::{self, Lasts},
    clock,
    exit::Exit,
    render,
    session::Session,
    terminal::{Style, Terminal},
    turn::{self, Question},
};

/// What `/help` says.
const HELP: &str = "\
/model [ID]      lists the models, or chooses one
/effort [LEVEL]  shows how hard it thinks, or chooses: low, medium, high, xhigh, max
/retry           answers the last message again
/new             begins a new conversation
/quit            leaves, as Ctrl-D does
Ctrl-C stops an answer; what had arrived is kept. // at the start sends a text that begins with /
";

/// What is said first of a temporary conversation.
const TEMPORARY: &str = "temporary: nothing of this is kept, but what it costs";

/// Talks until the person leaves.
pub(crate) async fn run(session: &Session, matches: &ArgMatches) -> Exit {
    match Chat::open(session, matches).await {
        Ok(mut chat) => {
            let exit = chat.talk().await;
            chat.leave().await;
            exit
        }
        Err(error) => {
            session.report(&error);
            Exit::of(&error)
        }
    }
}

struct Chat<'a> {
    session: &'a Session,
    /// The conversation; none before the first message.
    id: Option<String>,
    model: Option<String>,
    effort: Option<String>,
    look: Look,
    lasts: Lasts,
}

/// What a line asks for.
#[derive(Debug, PartialEq, Eq)]
enum Line<'a> {
    Nothing,
    Say(&'a str),
    Help,
    New,
    Retry,
    Quit,
    Model(Option<&'a str>),
    Effort(Option<&'a str>),
    Unknown(&'a str),
}

impl<'a> Line<'a> {
    fn read(line: &'a str) -> Self {
        let text = line.trim();
        let Some(command) = text.strip_prefix('/') else {
            return if text.is_empty() { Self::Nothing } else { Self::Say(text) };
        };
        if command.starts_with('/') {
            return Self::Say(command);
        }
        let (name, rest) = command.split_once(char::is_whitespace).unwrap_or((command, ""));
        let rest = Some(rest.trim()).filter(|rest| !rest.is_empty());
        match (name, rest) {
            ("help", None) => Self::Help,
            ("new", None) => Self::New,
            ("retry", None) => Self::Retry,
            ("quit" | "exit", None) => Self::Quit,
            ("model", rest) => Self::Model(rest),
            ("effort", rest) => Self::Effort(rest),
            _ => Self::Unknown(text),
        }
    }
}

impl<'a> Chat<'a> {
    async fn open(session: &'a Session, matches: &ArgMatches) -> Result<Self> {
        let continues = matches.get_flag("continue") || matches.contains_id("conversation");
        let id = if continues { Some(ask::place(session, matches).await?.id) } else { None };
        let choice = |name: &str| matches.get_one::<String>(name).cloned();
        let look = Look { json: false, thinking: matches.get_flag("thinking") };
        let lasts = Lasts::of(matches);
        Ok(Self { session, id, model: choice("model"), effort: choice("effort"), look, lasts })
    }

    async fn talk(&mut self) -> Exit {
        let config = Config::builder().auto_add_history(true).build();
        let mut editor = match DefaultEditor::with_config(config) {
            Ok(editor) => editor,
            Err(error) => {
                self.session.terminal.error(&format!("the terminal cannot be used: {error}"), None);
                return Exit::Failed;
            }
        };
        match self.lasts {
            Lasts::Kept => self.session.warn_of_forgetting().await,
            Lasts::NoLonger => self.session.terminal.say(Style::Notice, TEMPORARY),
        }
        self.session.terminal.say(Style::Faint, "/help lists the commands; Ctrl-D leaves");
        loop {
            self.session.interrupts.rest();
            let read = tokio::task::block_in_place(|| editor.readline("you> "));
            let line = match read {
                Ok(line) => line,
                // At the prompt it takes back what was typed.
                Err(ReadlineError::Interrupted) => continue,
                Err(ReadlineError::Eof) => return Exit::Done,
                Err(error) => {
                    self.session
                        .terminal
                        .error(&format!("the line could not be read: {error}"), None);
                    return Exit::Failed;
                }
            };
            match self.line(Line::read(&line)).await {
                Ok(None) => {}
                Ok(Some(exit)) => return exit,
                Err(error) => self.session.report(&error),
            }
        }
    }

    /// Does what a line asks for; an exit ends the chat.
    async fn line(&mut self, line: Line<'_>) -> Result<Option<Exit>> {
        match line {
            Line::Nothing => {}
            Line::Quit => return Ok(Some(Exit::Done)),
            Line::Help => return Ok(self.show(HELP)),
            Line::New => {
                self.leave().await;
                self.id = None;
                self.session.terminal.say(Style::Faint, "a new conversation begins");
            }
            Line::Unknown(text) => {
                let says = format!("there is no command {text}; /help lists them");
                self.session.terminal.say(Style::Notice, &says);
            }
            Line::Model(None) => {
                let models = self.session.call("model.list", json!({})).await?;
                return Ok(self.show(&render::result("model.list", &models, clock::now())));
            }
            Line::Effort(None) => {
                let effort =
                    self.effort.as_deref().unwrap_or("as the settings or the model have it");
                return Ok(self.show(&format!("{effort}\n")));
            }
            Line::Model(Some(model)) => {
                self.model = Some(model.to_owned());
                self.configure().await?;
            }
            Line::Effort(Some(effort)) => {
                let before = self.effort.replace(effort.to_owned());
                if let Err(error) = self.configure().await {
                    self.effort = before;
                    return Err(error);
                }
            }
            Line::Say(text) => return self.ask(Question::Send(text.to_owned())).await,
            Line::Retry if self.id.is_none() => {
                self.session.terminal.say(Style::Notice, "there is nothing to answer again yet");
            }
            Line::Retry => return self.ask(Question::Again).await,
        }
        Ok(None)
    }

    async fn ask(&mut self, question: Question) -> Result<Option<Exit>> {
        let id = if let Some(id) = &self.id {
            id.clone()
        } else {
            let (model, effort) = (self.model.clone(), self.effort.clone());
            ask::create(self.session, self.lasts, model, effort).await?
        };
        let turn = turn::run(self.session, &id, &question, self.look).await;
        if self.id.is_none() && !turn.began {
            ask::discard(self.session, &id, self.lasts).await;
        } else {
            self.id = Some(id);
        }
        // Only a reader that went away ends a chat; all else can be tried again.
        Ok((turn.exit == Exit::Unread).then_some(Exit::Unread))
    }

    /// Ends the conversation where it is temporary.
    async fn leave(&mut self) {
        if let (Some(id), Lasts::NoLonger) = (&self.id, self.lasts) {
            ask::discard(self.session, id, self.lasts).await;
        }
    }

    async fn configure(&self) -> Result<()> {
        let Some(id) = &self.id else { return Ok(()) };
        ask::configure(self.session, id, self.model.clone(), self.effort.clone()).await
    }

    fn show(&self, text: &str) -> Option<Exit> {
        let terminal = self.session.terminal;
        Terminal::write(&terminal.text(text)).is_err().then_some(Exit::Unread)
    }
}

#[cfg(test)]
mod tests {
    use super::Line;

    #[test]
    fn lines_are_told_apart() {
        for (line, expected) in [
            ("  ", Line::Nothing),
            ("hello there", Line::Say("hello there")),
            ("two\nlines", Line::Say("two\nlines")),
            ("//etc is a folder", Line::Say("/etc is a folder")),
            ("/help", Line::Help),
            ("/new", Line::New),
            ("/retry", Line::Retry),
            ("/quit", Line::Quit),
            ("/model", Line::Model(None)),
            ("/model  claude-x ", Line::Model(Some("claude-x"))),
            ("/effort high", Line::Effort(Some("high"))),
            ("/etc/passwd what is it", Line::Unknown("/etc/passwd what is it")),
            ("/quit now", Line::Unknown("/quit now")),
        ] {
            assert_eq!(Line::read(line), expected, "{line:?}");
        }
    }
}
