//! Light styling of Markdown for a terminal, as it arrives: every character stays, only colours
//! are added.

const RESET: &str = "\x1b[0m";
const HEADING: &str = "\x1b[1m";
const CODE: &str = "\x1b[36m";
const QUOTE: &str = "\x1b[2m";
/// The longest start of a line that says what the line is: a fence with a space before each tick.
const START: usize = 7;

/// Styles text that arrives in pieces. The same text gives the same output, however it is cut.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own in Markdown")]
#[derive(Default)]
pub(crate) struct Styling {
    /// The start of a line whose kind is not known yet.
    start: String,
    line: Line,
    in_fence: bool,
    in_code: bool,
    in_strong: bool,
    /// A star that may be one of two.
    star: bool,
}

/// What kind of line is being written.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Line {
    /// Not known: its start is being collected.
    #[default]
    Unknown,
    Text,
    /// Styled as a whole: a heading, a quote, a line of code.
    Whole,
}

impl Styling {
    /// Returns what to write for the next piece.
    pub(crate) fn piece(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + 16);
        for c in text.chars() {
            self.character(c, &mut out);
        }
        out
    }

    /// Returns what is left to write at the end, with all styles off.
    pub(crate) fn finish(&mut self) -> String {
        let mut out = String::new();
        self.decide(&mut out);
        self.settle_star(&mut out);
        out.push_str(RESET);
        *self = Self::default();
        out
    }

    fn character(&mut self, c: char, out: &mut String) {
        if c == '\n' {
            self.decide(out);
            self.settle_star(out);
            out.push_str(RESET);
            out.push('\n');
            (self.line, self.in_code, self.in_strong) = (Line::Unknown, false, false);
            return;
        }
        match self.line {
            Line::Unknown => {
                self.start.push(c);
                if !matches!(c, '#' | '`' | '~' | ' ') || self.start.len() >= START {
                    self.decide(out);
                }
            }
            Line::Text => self.inline(c, out),
            Line::Whole => out.push(c),
        }
    }

    /// Says what the line is by its start, and writes the start.
    fn decide(&mut self, out: &mut String) {
        if self.line != Line::Unknown || self.start.is_empty() {
            return;
        }
        let start = std::mem::take(&mut self.start);
        let mark = start.trim_start();
        let fence = mark.starts_with("```") || mark.starts_with("~~~");
        let heading = mark.trim_start_matches('#').starts_with(' ') && mark.starts_with('#');
        let style = match () {
            () if fence => {
                self.in_fence = !self.in_fence;
                Some(CODE)
            }
            () if self.in_fence => Some(CODE),
            () if heading => Some(HEADING),
            () if mark.starts_with('>') => Some(QUOTE),
            () => None,
        };
        if let Some(style) = style {
            self.line = Line::Whole;
            out.push_str(style);
            out.push_str(&start);
        } else {
            self.line = Line::Text;
            start.chars().for_each(|c| self.inline(c, out));
        }
    }

    fn inline(&mut self, c: char, out: &mut String) {
        match c {
            '`' => {
                self.settle_star(out);
                self.in_code = !self.in_code;
                out.push_str(if self.in_code { "\x1b[36m`" } else { "`\x1b[39m" });
            }
            '*' if self.star => {
                self.star = false;
                self.in_strong = !self.in_strong;
                out.push_str(if self.in_strong { "\x1b[1m**" } else { "**\x1b[22m" });
            }
            '*' if !self.in_code => self.star = true,
            c => {
                self.settle_star(out);
                out.push(c);
            }
        }
    }

    /// Writes the star that stayed alone.
    fn settle_star(&mut self, out: &mut String) {
        if std::mem::take(&mut self.star) {
            out.push('*');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# Title\n\nSome **bold** and `co*de` * star\n```rust\nlet x = **p;\n```\n\
                        > quote\n* item\n#no heading\n  ~~~\n`a\nb";

    fn styled(pieces: impl Iterator<Item = String>) -> String {
        let mut styling = Styling::default();
        let mut out: String = pieces.map(|piece| styling.piece(&piece)).collect();
        out += &styling.finish();
        out
    }

    /// Takes the colours out again.
    fn plain(text: &str) -> String {
        let mut parts = text.split("\x1b[");
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |all, part| all + part.split_once('m').map_or("", |(_, rest)| rest))
    }

    #[test]
    fn no_character_is_lost_however_the_text_is_cut() {
        let whole = styled(std::iter::once(TEXT.to_owned()));
        assert_eq!(plain(&whole), TEXT, "only colours are added");
        for size in 1..9 {
            let chars: Vec<char> = TEXT.chars().collect();
            let cut = styled(chars.chunks(size).map(|piece| piece.iter().collect()));
            assert_eq!(cut, whole, "cut in pieces of {size}");
        }
    }

    #[test]
    fn headings_code_and_strong_text_stand_out() {
        for (text, expected) in [
            ("# T\n", "\x1b[1m# T\x1b[0m\n\x1b[0m"),
            ("a **b** c", "a \x1b[1m**b**\x1b[22m c\x1b[0m"),
            ("a `b` c", "a \x1b[36m`b`\x1b[39m c\x1b[0m"),
            (
                "```\n# x\n```\ny",
                "\x1b[36m```\x1b[0m\n\x1b[36m# x\x1b[0m\n\x1b[36m```\x1b[0m\ny\x1b[0m",
            ),
            ("2 * 3", "2 * 3\x1b[0m"),
        ] {
            assert_eq!(styled(std::iter::once(text.to_owned())), expected, "{text}");
        }
    }
}
