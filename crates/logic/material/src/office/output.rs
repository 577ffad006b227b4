//! The text that is found, as far as it is wanted.

/// The most bytes of it: about two and a half million tokens, more than any model takes.
const MOST: usize = 10 << 20;
/// The most empty lines in a row.
const EMPTY: usize = 1;

/// Gathers text.
#[derive(Debug, Default)]
pub(super) struct Output {
    text: String,
    full: bool,
}

impl Output {
    /// Adds text, until there is enough.
    pub(super) fn add(&mut self, text: &str) {
        if self.full {
            return;
        }
        let room = MOST - self.text.len();
        if text.len() <= room {
            self.text.push_str(text);
            return;
        }
        let end = (0..=room).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        self.text.push_str(text.get(..end).unwrap_or_default());
        self.full = true;
    }

    /// Ends a line; what hangs at its end goes, and so do empty lines beyond one.
    pub(super) fn line(&mut self) {
        self.text.truncate(self.text.trim_end_matches([' ', '\t']).len());
        let ends = self.text.bytes().rev().take_while(|it| *it == b'\n').count();
        if !self.text.is_empty() && ends <= EMPTY {
            self.add("\n");
        }
    }

    /// Whether nothing more is taken.
    pub(super) fn is_full(&self) -> bool {
        self.full
    }

    /// The text, and whether it is all of it.
    pub(super) fn end(self) -> (String, bool) {
        let mut text = self.text;
        text.truncate(text.trim_end().len());
        (text, !self.full)
    }
}
