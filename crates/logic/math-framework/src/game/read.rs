//! Payoffs as text: JSON arrays of numbers, read exactly.

use super::{Game, MAX_STRATEGIES, shape};
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
        let read = reader.list(|reader| {
            reader.list(|reader| match reader.peek() {
                Some(b'[') => reader.list(Reader::number).map(Cell::Line),
                _ => reader.number().map(Cell::Number),
            })
        })?;
        if reader.peek().is_some() {
            return Err(reader.unreadable());
        }
        let lines = |matrix: Vec<Cell>| -> Option<Vec<Vec<Rational>>> {
            matrix
                .into_iter()
                .map(|cell| if let Cell::Line(line) = cell { Some(line) } else { None })
                .collect()
        };
        if read.iter().flatten().all(|cell| matches!(cell, Cell::Number(_))) {
            let number = |cell| if let Cell::Number(number) = cell { Some(number) } else { None };
            let line = |line: Vec<Cell>| line.into_iter().filter_map(number).collect();
            let matrix: Vec<Vec<Rational>> = read.into_iter().map(line).collect();
            shape(&matrix)?;
            return Self::zero_sum(&matrix);
        }
        let Ok([row, column]) = <[Vec<Cell>; 2]>::try_from(read) else {
            return Err(Error::UnreadableGame { at: 0 });
        };
        let matrices = lines(row).zip(lines(column));
        let (row, column) = matrices.ok_or(Error::UnreadableGame { at: 0 })?;
        Self::new(&row, &column)
    }
}

/// What stands in a matrix, or in a list of matrices.
enum Cell {
    Number(Rational),
    Line(Vec<Rational>),
}

/// Reads from the front.
struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    /// A list in brackets; longer ones than a game may have end the reading.
    fn list<T>(
        &mut self,
        mut item: impl FnMut(&mut Self) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        self.expect(b'[')?;
        let mut items = Vec::new();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(items);
        }
        loop {
            items.push(item(self)?);
            if items.len() > MAX_STRATEGIES {
                let strategies = items.len();
                return Err(Error::TooManyStrategies { strategies, limit: MAX_STRATEGIES });
            }
            if self.peek() != Some(b',') {
                break;
            }
            self.at += 1;
        }
        self.expect(b']')?;
        Ok(items)
    }

    /// A number, or a fraction in quotes.
    fn number(&mut self) -> Result<Rational, Error> {
        if self.peek() == Some(b'"') {
            self.at += 1;
            let number = self.word(|byte| byte != b'"').parse();
            self.expect(b'"')?;
            return number;
        }
        let word =
            self.word(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.'));
        if word.is_empty() { Err(self.unreadable()) } else { word.parse() }
    }

    fn word(&mut self, belongs: impl Fn(u8) -> bool) -> &'a str {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let end = rest.bytes().position(|byte| !belongs(byte)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    fn peek(&mut self) -> Option<u8> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let space =
            rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count();
        self.at += space;
        rest.get(space).copied()
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
