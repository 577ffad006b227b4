//! The one place that writes: the answer to standard output, all else to standard error.

use std::io::{self, IsTerminal as _, Write as _};

use crate::sanitise::{visible, visible_json};

/// The two outputs, and what is known of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terminal {
    /// Whether a person reads standard output, rather than a program or a file.
    pub(crate) person_reads_out: bool,
    /// Whether a person reads standard error.
    pub(crate) person_reads_err: bool,
    colors: bool,
}

/// A colour or weight for a line on standard error.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Style {
    /// What went wrong.
    Error,
    /// What is worth a look.
    Notice,
    /// What may be overlooked.
    Faint,
}

impl Terminal {
    /// Looks at the two outputs. `no_color` is what the variable of that name says.
    pub(crate) fn detect(no_color: Option<&std::ffi::OsStr>) -> Self {
        Self {
            person_reads_out: io::stdout().is_terminal(),
            person_reads_err: io::stderr().is_terminal(),
            colors: no_color.is_none_or(std::ffi::OsStr::is_empty),
        }
    }

    /// Whether standard output takes colours.
    pub(crate) fn styles_out(self) -> bool {
        self.person_reads_out && self.colors
    }

    /// Whether standard error takes colours.
    pub(crate) fn styles_err(self) -> bool {
        self.person_reads_err && self.colors
    }

    /// Text of others as standard output may have it: harmless to a terminal, exact in a pipe.
    pub(crate) fn text(self, text: &str) -> std::borrow::Cow<'_, str> {
        if self.person_reads_out { visible(text) } else { text.into() }
    }

    /// Writes text as it is, at once; fails where nobody reads any more.
    pub(crate) fn write(text: &str) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes())?;
        out.flush()
    }

    /// Writes a value as one line of JSON.
    pub(crate) fn json(self, value: &serde_json::Value) -> io::Result<()> {
        let mut line = value.to_string();
        if self.person_reads_out {
            line = visible_json(&line).into_owned();
        }
        line.push('\n');
        Self::write(&line)
    }

    /// Writes a line on standard error. That nobody reads it is no reason to fail.
    pub(crate) fn say(self, style: Style, text: &str) {
        let text = visible(text);
        let line = match (self.styles_err(), style) {
            (false, _) => format!("{text}\n"),
            (true, Style::Error) => format!("\x1b[31m{text}\x1b[0m\n"),
            (true, Style::Notice) => format!("\x1b[33m{text}\x1b[0m\n"),
            (true, Style::Faint) => format!("\x1b[2m{text}\x1b[0m\n"),
        };
        Self::err(&line);
    }

    /// Writes a piece of someone's text on standard error, faint, without ending the line.
    pub(crate) fn murmur(self, text: &str) {
        let text = visible(text);
        Self::err(&if self.styles_err() {
            format!("\x1b[2m{text}\x1b[0m")
        } else {
            text.into_owned()
        });
    }

    /// Replaces the line that the cursor stands on; an empty text clears it. Only for people.
    pub(crate) fn replace_line(self, text: &str) {
        if self.person_reads_err {
            Self::err(&format!("\r\x1b[2K{}", visible(text)));
        }
    }

    /// Writes a line on standard error, without colours.
    pub(crate) fn note(text: &str) {
        Self::err(&format!("{}\n", visible(text)));
    }

    /// Says what went wrong, and what to do about it.
    pub(crate) fn error(self, message: &str, hint: Option<&str>) {
        self.say(Style::Error, &format!("error: {message}"));
        if let Some(hint) = hint {
            self.say(Style::Faint, &format!("hint: {hint}"));
        }
    }

    fn err(text: &str) {
        let mut err = io::stderr().lock();
        // Without standard error there is nobody to tell.
        drop(err.write_all(text.as_bytes()));
        drop(err.flush());
    }
}
