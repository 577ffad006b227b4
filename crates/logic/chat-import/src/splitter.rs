//! Cuts a stream of JSON into its values without holding more than one.

use memchr::{memchr, memchr2};

/// What a stream turned out to hold, value by value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// A value, whole: an object or an array.
    Value(&'a [u8]),
    /// A value that is larger than the limit; its bytes are gone.
    TooLarge,
    /// Something between values that is none.
    Junk,
}

/// Where a stream ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// After a value.
    Whole,
    /// Within one, or before the list was closed.
    CutOff,
    /// Before anything.
    Empty,
}

/// How the values stand in the stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// Not known before the first sign.
    Unknown,
    /// In one array.
    Array,
    /// One after another.
    Sequence,
    /// The array was closed.
    Closed,
    /// One a line, whatever the line before holds.
    Lines,
}

/// Cuts a stream of JSON into its values.
pub(crate) struct Splitter {
    form: Form,
    limit: usize,
    /// What has come of the value so far.
    held: Vec<u8>,
    inside: bool,
    too_large: bool,
    depth: u64,
    text: Text,
}

/// Whether brackets are words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Text {
    /// They are brackets.
    Outside,
    /// They are words.
    Inside,
    /// So is whatever comes next.
    Escaped,
}

impl Splitter {
    /// Returns a splitter of a document: an array of values, or values one after another.
    pub(crate) fn document(limit: usize) -> Self {
        Self::new(Form::Unknown, limit)
    }

    /// Returns a splitter of lines, each of which holds a value.
    pub(crate) fn lines(limit: usize) -> Self {
        Self::new(Form::Lines, limit)
    }

    fn new(form: Form, limit: usize) -> Self {
        Self {
            form,
            limit,
            held: Vec::new(),
            inside: false,
            too_large: false,
            depth: 0,
            text: Text::Outside,
        }
    }

    /// Takes the next bytes and hands over the values that they complete.
    pub(crate) fn feed(&mut self, bytes: &[u8], mut on: impl FnMut(Piece<'_>)) {
        if self.form == Form::Lines {
            return self.feed_lines(bytes, on);
        }
        let mut rest = bytes;
        while !rest.is_empty() {
            let used = if self.inside {
                let (used, ended) = self.within(rest);
                self.keep(rest.get(..used).unwrap_or_default());
                if ended {
                    self.hand_over(&mut on);
                }
                used
            } else {
                self.between(rest, &mut on)
            };
            rest = rest.get(used..).unwrap_or_default();
        }
    }

    /// Says where the stream ended; a last line without its end is handed over.
    pub(crate) fn finish(&mut self, mut on: impl FnMut(Piece<'_>)) -> End {
        match self.form {
            Form::Unknown => End::Empty,
            Form::Lines => {
                self.end_line(&mut on);
                End::Whole
            }
            Form::Array => End::CutOff,
            Form::Sequence | Form::Closed if self.inside => End::CutOff,
            Form::Sequence | Form::Closed => End::Whole,
        }
    }

    /// Goes through bytes between values; returns how many.
    fn between(&mut self, bytes: &[u8], on: &mut impl FnMut(Piece<'_>)) -> usize {
        for (at, byte) in bytes.iter().enumerate() {
            match (byte, self.form) {
                (b' ' | b'\t' | b'\r' | b'\n' | b',' | 0xef | 0xbb | 0xbf, _)
                | (_, Form::Closed) => {}
                (b'[', Form::Unknown) => self.form = Form::Array,
                (b']', Form::Array) => self.form = Form::Closed,
                (b'{' | b'[' | b'"', _) => {
                    if self.form == Form::Unknown {
                        self.form = Form::Sequence;
                    }
                    self.inside = true;
                    return at;
                }
                (_, Form::Unknown) => {
                    self.form = Form::Sequence;
                    on(Piece::Junk);
                }
                _ => on(Piece::Junk),
            }
        }
        bytes.len()
    }

    /// Goes through bytes of a value; returns how many, and whether it ended with them.
    fn within(&mut self, bytes: &[u8]) -> (usize, bool) {
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            if self.text == Text::Escaped {
                self.text = Text::Inside;
                at += 1;
                continue;
            }
            if self.text == Text::Inside {
                let rest = bytes.get(at..).unwrap_or_default();
                let Some(found) = memchr2(b'"', b'\\', rest) else { return (bytes.len(), false) };
                at += found;
                let escapes = bytes.get(at) == Some(&b'\\');
                self.text = if escapes { Text::Escaped } else { Text::Outside };
                at += 1;
                if !escapes && self.depth == 0 {
                    return (at, true);
                }
                continue;
            }
            match byte {
                b'"' => self.text = Text::Inside,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 0 {
                        return (at + 1, true);
                    }
                }
                _ => {}
            }
            at += 1;
        }
        (bytes.len(), false)
    }

    fn keep(&mut self, bytes: &[u8]) {
        if self.too_large || self.held.len() + bytes.len() > self.limit {
            self.too_large = true;
            self.held = Vec::new();
        } else {
            self.held.extend_from_slice(bytes);
        }
    }

    fn hand_over(&mut self, on: &mut impl FnMut(Piece<'_>)) {
        if self.too_large {
            on(Piece::TooLarge);
        } else if self.held.first() == Some(&b'"') {
            on(Piece::Junk);
        } else {
            on(Piece::Value(&self.held));
        }
        self.held.clear();
        // One large value must not hold its room for all that follow.
        self.held.shrink_to(1 << 20);
        self.inside = false;
        self.too_large = false;
    }

    fn feed_lines(&mut self, bytes: &[u8], mut on: impl FnMut(Piece<'_>)) {
        let mut rest = bytes;
        while let Some(end) = memchr(b'\n', rest) {
            self.keep(rest.get(..end).unwrap_or_default());
            self.end_line(&mut on);
            rest = rest.get(end + 1..).unwrap_or_default();
        }
        self.keep(rest);
    }

    fn end_line(&mut self, on: &mut impl FnMut(Piece<'_>)) {
        let blank = self.held.iter().all(u8::is_ascii_whitespace);
        if self.too_large || !blank {
            self.hand_over(on);
        }
        self.held.clear();
    }
}
