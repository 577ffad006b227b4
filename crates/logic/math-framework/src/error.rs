//! What can be wrong with a question, said to the person who asked it.

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// An index of a sequence is above the limit.
    #[error("the index {index} is too large; up to {limit} is computed")]
    IndexTooLarge {
        /// The index asked for.
        index: u64,
        /// The largest there is an answer for.
        limit: u64,
    },
    /// The numbers of a range have too many digits.
    #[error("the range has up to {digits} digits; ask for at most {limit} at once")]
    RangeTooLarge {
        /// The digits it may have.
        digits: usize,
        /// The most that are computed.
        limit: usize,
    },
    /// A range ends before it begins.
    #[error("the range from {start} to {end} is empty; it must not end before it begins")]
    EmptyRange {
        /// The first number.
        start: u64,
        /// The last.
        end: u64,
    },
    /// A range holds too many numbers.
    #[error("the range holds {count} numbers; ask for at most {limit} at once")]
    RangeTooLong {
        /// How many it holds.
        count: u128,
        /// The most that are looked at.
        limit: u64,
    },
    /// A binary form has characters other than 0 and 1, or none.
    #[error("a binary form is made of the digits 0 and 1")]
    NotBinary,
    /// A binary form has two ones beside each other.
    #[error("two ones stand beside each other; a Zeckendorf sum has no neighboring parts")]
    NeighboringOnes,
    /// A binary form stands for a number that needs more than 128 bits.
    #[error("the binary form stands for a number beyond 128 bits")]
    SumTooLarge,
    /// A window is too wide.
    #[error("the window of {window} is too wide; at most {limit} neighbors a side are looked at")]
    WindowTooWide {
        /// The window asked for.
        window: usize,
        /// The widest.
        limit: usize,
    },
    /// Something that must be a finite number is none.
    #[error("{what} is not a finite number")]
    NotANumber {
        /// What it is.
        what: &'static str,
    },
    /// Two lists that belong together have different lengths.
    #[error("the lists have {one} and {other} values; they must have equally many")]
    DifferentLengths {
        /// Of the one.
        one: usize,
        /// Of the other.
        other: usize,
    },
    /// The values are no probabilities, or do not add up to one.
    #[error("the values are no distribution: they must be 0 or more and add up to 1")]
    NotADistribution,
    /// There is nothing to compare.
    #[error("two chains or more are compared, of two values or more each")]
    TooFewChains,
    /// A payoff cannot be read.
    #[error("`{text}` is no payoff; write a number or a fraction, as in 3, 0.5, 2e-3 or 1/3")]
    UnreadablePayoff {
        /// What was written, cut to 40 characters.
        text: String,
    },
    /// The text of a game cannot be read.
    #[error(
        "the payoffs cannot be read at character {at}; write [A, B] with a matrix for each player, \
         each a list of rows, or one matrix of a zero-sum game"
    )]
    UnreadableGame {
        /// Where, in bytes from the start.
        at: usize,
    },
    /// A matrix has no rows or no columns.
    #[error("a player has no strategies; a game needs a row and a column")]
    NoStrategies,
    /// The rows of a matrix have different lengths.
    #[error("row {row} has {length} payoffs where the first has {expected}; all need equally many")]
    NotRectangular {
        /// The row, counted from 1.
        row: usize,
        /// How many payoffs it has.
        length: usize,
        /// How many the first row has.
        expected: usize,
    },
    /// Matrices or strategies that belong together have different shapes.
    #[error("the matrices and strategies of a game must have the same rows and columns")]
    DifferentShapes,
    /// A player has too many strategies.
    #[error("{strategies} strategies are too many; up to {limit} are possible here")]
    TooManyStrategies {
        /// How many there are, or are known to be.
        strategies: usize,
        /// The most.
        limit: usize,
    },
    /// There are too many pairs of strategies.
    #[error("{pairs} pairs of strategies are too many; up to {limit} are possible here")]
    TooManyPairs {
        /// How many there are.
        pairs: usize,
        /// The most.
        limit: usize,
    },
    /// The payoffs have no common denominator that is short enough.
    #[error("the payoffs need a common denominator of more than {limit} bits; round them")]
    PayoffsTooPrecise {
        /// The longest.
        limit: u32,
    },
    /// A label does not exist.
    #[error(
        "there is no label {label}; the strategies of both players are counted from 0 to {limit}"
    )]
    NoSuchLabel {
        /// The label asked for.
        label: usize,
        /// The first that does not exist.
        limit: usize,
    },
    /// A game is not zero-sum.
    #[error("the payoffs do not add up to the same everywhere; only zero-sum games have a value")]
    NotZeroSum,
    /// The answer costs more than was allowed.
    #[error("the game is too large: the answer takes more than the {limit} steps allowed")]
    TooMuchWork {
        /// The steps that were allowed.
        limit: u64,
    },
    /// A result did not stand its check. It is not given out.
    #[error("the result did not stand its check, which is a defect of this program")]
    Inconsistent,
}
