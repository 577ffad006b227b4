//! An answer as it arrives: Markdown for people, plain text for pipes, events for programs.

mod rounds;

use std::io;

use atelier_vocabulary::{BlockPart, ContentBlock, Message, TurnEvent};
use serde_json::Value;

use self::rounds::Rounds;
use crate::{
    clock,
    render::value,
    styling::Styling,
    terminal::{Style, Terminal},
};

/// What is wanted of an answer.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Look {
    /// Events as JSON instead of text.
    pub(crate) json: bool,
    /// The thinking too.
    pub(crate) thinking: bool,
}

/// An answer as it arrives.
pub(crate) struct Answer {
    terminal: Terminal,
    look: Look,
    styling: Styling,
    /// The text so far, all blocks of it.
    text: String,
    /// Bytes of the running block that were shown.
    shown: usize,
    /// Whether thinking is being shown, whose line is still open.
    murmurs: bool,
    /// When the endpoint is asked again, in ms since 1970, and why not yet.
    waits: Option<(i64, String)>,
    simulated: bool,
    began: bool,
    rounds: Rounds,
    message: Option<Message>,
}

impl Answer {
    /// Returns an answer of which nothing has arrived.
    pub(crate) fn new(terminal: Terminal, look: Look) -> Self {
        Self {
            terminal,
            look,
            styling: Styling::default(),
            text: String::new(),
            shown: 0,
            murmurs: false,
            waits: None,
            simulated: false,
            began: false,
            rounds: Rounds::default(),
            message: None,
        }
    }

    /// Whether the question was stored.
    pub(crate) fn began(&self) -> bool {
        self.began
    }

    /// The message as it ended.
    pub(crate) fn message(&self) -> Option<&Message> {
        self.message.as_ref()
    }

    /// Whether the endpoint is going to be asked again.
    pub(crate) fn waits(&self) -> bool {
        self.waits.is_some()
    }

    /// Shows the seconds that are left, to a person.
    pub(crate) fn count_down(&self) {
        if let Some((retry_at, message)) = &self.waits {
            let seconds = (retry_at - clock::now()).max(0).div_euclid(1000);
            self.terminal.replace_line(&format!("{message} Asking again in {seconds} s."));
        }
    }

    /// Shows one event; fails where nobody reads any more.
    pub(crate) fn event(&mut self, event: TurnEvent, raw: &Value) -> io::Result<()> {
        if self.waits.take().is_some() {
            self.terminal.replace_line("");
        }
        if self.look.json {
            self.terminal.json(raw)?;
        }
        match event {
            TurnEvent::Started { assistant, .. } => self.start(&assistant),
            TurnEvent::Waiting { retry_at, message, .. } => {
                if !self.terminal.person_reads_err {
                    self.terminal.say(Style::Notice, &format!("waiting: {message}"));
                }
                self.waits = Some((retry_at, message));
                self.count_down();
            }
            TurnEvent::BlockStarted { block, .. } => {
                self.shown = 0;
                if let Some(text) = block.as_text() {
                    self.part()?;
                    self.grow(text)?;
                }
            }
            TurnEvent::BlockDelta { part: BlockPart::Text, text, .. } => self.grow(&text)?,
            TurnEvent::BlockDelta { part: BlockPart::Thinking, text, .. } => self.think(&text),
            TurnEvent::BlockDelta { part: BlockPart::Input, .. } => {}
            TurnEvent::BlockCompleted { block, .. } => self.complete(&block)?,
            TurnEvent::ToolsRequested { message, .. } => {
                self.end_line()?;
                self.rounds.ask(self.terminal, *message);
            }
            TurnEvent::ToolCompleted { block, .. } => self.rounds.result(self.terminal, &block),
            TurnEvent::Resumed { .. } => self.shown = 0,
            TurnEvent::Completed { message } | TurnEvent::Ended { message } => {
                self.message = Some(*message);
            }
        }
        Ok(())
    }

    /// Ends the output: the last line, and what there is to say of the whole.
    pub(crate) fn finish(&mut self, conversation: &str) -> io::Result<()> {
        self.stop_murmuring();
        if self.waits.take().is_some() {
            self.terminal.replace_line("");
        }
        if self.look.json {
            return if self.began {
                {
                    let message = self.message.as_ref();
                    self.terminal.json(&self.rounds.summary(
                        conversation,
                        &self.text,
                        message,
                        self.simulated,
                    ))
                }
            } else {
                Ok(())
            };
        }
        let mut end = String::new();
        if self.terminal.styles_out() && !self.text.is_empty() {
            end.push_str(&self.styling.finish());
        }
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            end.push('\n');
        }
        if !end.is_empty() {
            Terminal::write(&end)?;
        }
        self.remark();
        Ok(())
    }

    fn start(&mut self, assistant: &Message) {
        self.began = true;
        self.simulated = assistant.simulated;
        if self.simulated {
            self.terminal
                .say(Style::Notice, "simulated: the built-in simulator answers, not Claude");
        }
    }

    /// Separates a block of text from the one before.
    fn part(&mut self) -> io::Result<()> {
        if self.text.is_empty() {
            return Ok(());
        }
        let gap = if self.text.ends_with('\n') { "\n" } else { "\n\n" };
        self.write(gap)
    }

    /// Ends an open line on a screen, where the next will be on standard error.
    fn end_line(&mut self) -> io::Result<()> {
        self.stop_murmuring();
        let open = !self.text.is_empty() && !self.text.ends_with('\n');
        if open && self.terminal.person_reads_out { self.write("\n") } else { Ok(()) }
    }

    fn grow(&mut self, text: &str) -> io::Result<()> {
        self.stop_murmuring();
        self.shown += text.len();
        self.write(text)
    }

    /// Shows what a whole block has and its pieces had not.
    fn complete(&mut self, block: &ContentBlock) -> io::Result<()> {
        self.stop_murmuring();
        if rounds::is_served(block) {
            self.end_line()?;
            Rounds::served(self.terminal, block);
        }
        let rest = block.as_text().and_then(|text| text.get(self.shown..)).unwrap_or_default();
        if rest.is_empty() { Ok(()) } else { self.grow(rest) }
    }

    fn write(&mut self, text: &str) -> io::Result<()> {
        self.text.push_str(text);
        if self.look.json {
            return Ok(());
        }
        let safe = self.terminal.text(text);
        if self.terminal.styles_out() {
            let styled = self.styling.piece(&safe);
            return Terminal::write(&styled);
        }
        Terminal::write(&safe)
    }

    fn think(&mut self, text: &str) {
        if self.look.thinking && !self.look.json {
            self.murmurs = true;
            self.terminal.murmur(text);
        }
    }

    fn stop_murmuring(&mut self) {
        if std::mem::take(&mut self.murmurs) {
            self.terminal.murmur("\n\n");
        }
    }

    /// What a person may want to know of the answer besides its text.
    fn remark(&self) {
        let Some(message) = &self.message else { return };
        let reason = message.stop_reason.as_ref().map(|it| it.0.as_str());
        match reason {
            Some("max_tokens" | "model_context_window_exceeded") => {
                self.terminal
                    .say(Style::Notice, "note: the answer was cut at the most tokens it may hold");
            }
            Some("refusal") => self.terminal.say(Style::Notice, "note: Claude declined to answer"),
            _ => {}
        }
        if self.terminal.person_reads_out && self.terminal.person_reads_err {
            let whole = self.rounds.with(message);
            self.terminal.say(Style::Faint, &value::footer(&whole));
        }
    }
}
