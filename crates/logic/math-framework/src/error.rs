//! What can be wrong with a question, said to the person who asked it.

use std::fmt;

use crate::BigInt;

/// Why there is no answer.
///
/// What it says is put together by hand: formatting would bring more code into the page than all the
/// messages have text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// An index of a sequence is above the limit.
    IndexTooLarge {
        /// The index asked for.
        index: u64,
        /// The largest there is an answer for.
        limit: u64,
    },
    /// The numbers of a range have too many digits.
    RangeTooLarge {
        /// The digits it may have.
        digits: usize,
        /// The most that are computed.
        limit: usize,
    },
    /// A range ends before it begins.
    EmptyRange {
        /// The first number.
        start: u64,
        /// The last.
        end: u64,
    },
    /// A range holds too many numbers.
    RangeTooLong {
        /// How many it holds.
        count: u64,
        /// The most that are looked at.
        limit: u64,
    },
    /// A binary form has characters other than 0 and 1, or none.
    NotBinary,
    /// A binary form has two ones beside each other.
    NeighboringOnes,
    /// A binary form stands for a number that needs more than 128 bits.
    SumTooLarge,
    /// A window is too wide.
    WindowTooWide {
        /// The window asked for.
        window: usize,
        /// The widest.
        limit: usize,
    },
    /// Something that must be a finite number is none.
    NotANumber {
        /// What it is.
        what: &'static str,
    },
    /// Two lists that belong together have different lengths.
    DifferentLengths {
        /// Of the one.
        one: usize,
        /// Of the other.
        other: usize,
    },
    /// The values are no probabilities, or do not add up to one.
    NotADistribution,
    /// There is nothing to compare.
    TooFewChains,
    /// A payoff cannot be read.
    UnreadablePayoff {
        /// What was written, cut to 40 characters.
        text: String,
    },
    /// The text of a game cannot be read.
    UnreadableGame {
        /// Where, in bytes from the start.
        at: usize,
    },
    /// A matrix has no rows or no columns.
    NoStrategies,
    /// The rows of a matrix have different lengths.
    NotRectangular {
        /// The row, counted from 1.
        row: usize,
        /// How many payoffs it has.
        length: usize,
        /// How many the first row has.
        expected: usize,
    },
    /// Matrices or strategies that belong together have different shapes.
    DifferentShapes,
    /// A player has too many strategies.
    TooManyStrategies {
        /// How many there are, or are known to be.
        strategies: usize,
        /// The most.
        limit: usize,
    },
    /// There are too many pairs of strategies.
    TooManyPairs {
        /// How many there are.
        pairs: usize,
        /// The most.
        limit: usize,
    },
    /// The payoffs have no common denominator that is short enough.
    PayoffsTooPrecise {
        /// The longest.
        limit: u32,
    },
    /// A label does not exist.
    NoSuchLabel {
        /// The label asked for.
        label: usize,
        /// The first that does not exist.
        limit: usize,
    },
    /// A game is not zero-sum.
    NotZeroSum,
    /// The answer costs more than was allowed.
    TooMuchWork {
        /// The steps that were allowed.
        limit: u64,
    },
    /// A result did not stand its check. It is not given out.
    Inconsistent,
}

impl Error {
    /// Returns what happened and what to do, in a sentence.
    pub fn text(&self) -> String {
        let (parts, numbers): (&[&str], [u64; 3]) = match *self {
            Self::IndexTooLarge { index, limit } => {
                (&["the index ", " is too large; up to ", " is computed"], [index, limit, 0])
            }
            Self::RangeTooLarge { digits, limit } => (
                &["the range has up to ", " digits; ask for at most ", " at once"],
                [digits as u64, limit as u64, 0],
            ),
            Self::EmptyRange { start, end } => (
                &["the range from ", " to ", " is empty; it must not end before it begins"],
                [start, end, 0],
            ),
            Self::RangeTooLong { count, limit } => {
                (&["the range holds ", " numbers; ask for at most ", " at once"], [count, limit, 0])
            }
            Self::NotBinary => (&["a binary form is made of the digits 0 and 1"], NONE),
            Self::NeighboringOnes => (
                &["two ones stand beside each other; a Zeckendorf sum has no neighboring parts"],
                NONE,
            ),
            Self::SumTooLarge => (&["the binary form stands for a number beyond 128 bits"], NONE),
            Self::WindowTooWide { window, limit } => (
                &["the window of ", " is too wide; at most ", " neighbors a side are looked at"],
                [window as u64, limit as u64, 0],
            ),
            Self::NotANumber { what } => return [what, " is not a finite number"].concat(),
            Self::DifferentLengths { one, other } => (
                &["the lists have ", " and ", " values; they must have equally many"],
                [one as u64, other as u64, 0],
            ),
            Self::NotADistribution => {
                (&["the values are no distribution: they must be 0 or more and add up to 1"], NONE)
            }
            Self::TooFewChains => {
                (&["two chains or more are compared, of two values or more each"], NONE)
            }
            Self::UnreadablePayoff { ref text } => {
                let advice =
                    "` is no payoff; write a number or a fraction, as in 3, 0.5, 2e-3 or 1/3";
                return ["`", text, advice].concat();
            }
            Self::UnreadableGame { at } => (
                &[
                    "the payoffs cannot be read at character ",
                    "; write [A, B] with a matrix for each player, each a list of rows, or one matrix \
                     of a zero-sum game",
                ],
                [at as u64, 0, 0],
            ),
            Self::NoStrategies => {
                (&["a player has no strategies; a game needs a row and a column"], NONE)
            }
            Self::NotRectangular { row, length, expected } => (
                &["row ", " has ", " payoffs where the first has ", "; all need equally many"],
                [row as u64, length as u64, expected as u64],
            ),
            Self::DifferentShapes => (
                &["the matrices and strategies of a game must have the same rows and columns"],
                NONE,
            ),
            Self::TooManyStrategies { strategies, limit } => (
                &["", " strategies are too many; up to ", " are possible here"],
                [strategies as u64, limit as u64, 0],
            ),
            Self::TooManyPairs { pairs, limit } => (
                &["", " pairs of strategies are too many; up to ", " are possible here"],
                [pairs as u64, limit as u64, 0],
            ),
            Self::PayoffsTooPrecise { limit } => (
                &["the payoffs need a common denominator of more than ", " bits; round them"],
                [limit.into(), 0, 0],
            ),
            Self::NoSuchLabel { label, limit } => (
                &[
                    "there is no label ",
                    "; the strategies of both players are counted from 0 to ",
                    "",
                ],
                [label as u64, (limit as u64).saturating_sub(1), 0],
            ),
            Self::NotZeroSum => (
                &[
                    "the payoffs do not add up to the same everywhere; only zero-sum games have a value",
                ],
                NONE,
            ),
            Self::TooMuchWork { limit } => (
                &["the game is too large: the answer takes more than the ", " steps allowed"],
                [limit, 0, 0],
            ),
            Self::Inconsistent => {
                (&["the result did not stand its check, which is a defect of this program"], NONE)
            }
        };
        let mut text = String::new();
        for (at, part) in parts.iter().enumerate() {
            if let Some(&number) = at.checked_sub(1).and_then(|before| numbers.get(before)) {
                text.push_str(&BigInt::from(number).text());
            }
            text.push_str(part);
        }
        text
    }
}

/// For messages without numbers.
const NONE: [u64; 3] = [0; 3];

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text())
    }
}

impl std::error::Error for Error {}
