//! Payoffs as text: JSON arrays of numbers, read exactly.

use super::{Game, MAX_STRATEGIES};
use crate::{Error, Rational};

/// The longest text that is read.
const MAX_TEXT: usize = 4_000_000;

impl Game {
    /// Reads the payoffs of a game: `[A, B]`, a matrix for each player given by rows, or one matrix
    /// `A` of a zero-sum game. Payoffs are numbers, which are taken as the decimals they are written
    /// as, or fractions in quotes: `[[[3, 0], [5, 1]], [["1/3", 5], [0, 1e-1]]]`.
    ///
    /// Fails on other text and as [`Game::new`] does.
    pub fn from_text(text: &str) -> Result<Self, Error> {
        if text.len() > MAX_TEXT {
            return Err(Error::UnreadableGame { at: MAX_TEXT });
        }
        let mut reader = Reader { text, at: 0 };
        let is_pair = text.bytes().filter(|byte| !is_space(*byte)).take(3).eq(*b"[[[");
        let mut matrices = Vec::new();
        if is_pair {
            reader.list(&mut |reader| {
                matrices.push(reader.matrix()?);
                Ok(())
            })?;
        } else {
            matrices.push(reader.matrix()?);
        }
        if reader.peek().is_some() {
            return Err(reader.unreadable());
        }
        match (is_pair, matrices.as_slice()) {
            (true, [row, column]) => Self::new(row, column),
            (false, [row]) => Self::zero_sum(row),
            _ => Err(Error::UnreadableGame { at: 0 }),
        }
    }
}

/// Reads from the front.
struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn matrix(&mut self) -> Result<Vec<Vec<Rational>>, Error> {
        let mut rows = Vec::new();
        self.list(&mut |reader| {
            let mut row = Vec::new();
            reader.list(&mut |reader| {
                row.push(reader.number()?);
                Ok(())
            })?;
            rows.push(row);
            Ok(())
        })?;
        Ok(rows)
    }

    /// A list in brackets; one that is longer than a game may be ends the reading.
    fn list(&mut self, item: &mut dyn FnMut(&mut Self) -> Result<(), Error>) -> Result<(), Error> {
        self.expect(b'[')?;
        let mut strategies = 0;
        while self.peek() != Some(b']') {
            if strategies > 0 {
                self.expect(b',')?;
            }
            strategies += 1;
            if strategies > MAX_STRATEGIES {
                return Err(Error::TooManyStrategies { strategies, limit: MAX_STRATEGIES });
            }
            item(self)?;
        }
        self.expect(b']')
    }

    /// A number, or a fraction in quotes.
    fn number(&mut self) -> Result<Rational, Error> {
        let is_quoted = self.peek() == Some(b'"');
        self.at += usize::from(is_quoted);
        let rest = self.text.get(self.at..).unwrap_or_default();
        let belongs = |byte: u8| match byte {
            b'"' => false,
            b'-' | b'+' | b'.' => true,
            _ => is_quoted || byte.is_ascii_alphanumeric(),
        };
        let end = rest.bytes().position(|byte| !belongs(byte)).unwrap_or(rest.len());
        let word = rest.get(..end).unwrap_or_default();
        if word.is_empty() {
            return Err(self.unreadable());
        }
        self.at += end;
        if is_quoted {
            self.expect(b'"')?;
        }
        word.parse()
    }

    fn peek(&mut self) -> Option<u8> {
        let rest = self.text.as_bytes().get(self.at..)?;
        self.at += rest.iter().take_while(|byte| is_space(**byte)).count();
        self.text.as_bytes().get(self.at).copied()
    }

    fn expect(&mut self, byte: u8) -> Result<(), Error> {
        if self.peek() != Some(byte) {
            return Err(self.unreadable());
        }
        self.at += 1;
        Ok(())
    }

    fn unreadable(&self) -> Error {
        Error::UnreadableGame { at: self.at }
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}
