//! Numbers as sums of Fibonacci numbers no two of which are neighbors: every number in one way.

use crate::Error;

/// The Fibonacci numbers from F(2) = 1 that fit, lowest first.
#[expect(clippy::indexing_slicing, reason = "a wrong index would not compile")]
const NUMBERS: [u128; 185] = {
    let mut numbers = [1; 185];
    numbers[1] = 2;
    let mut at = 2;
    while at < numbers.len() {
        numbers[at] = numbers[at - 1] + numbers[at - 2];
        at += 1;
    }
    numbers
};
/// The index of the first number of the table.
const FIRST: u32 = 2;

/// A number as the sum of Fibonacci numbers that are no neighbors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zeckendorf {
    number: u128,
    /// Bit `i` stands for F(i + 2); 185 bits are needed.
    low: u128,
    high: u128,
}

impl Zeckendorf {
    /// Decomposes a number. 0 is the empty sum.
    pub fn of(number: u128) -> Self {
        let mut sum = Self { number, low: 0, high: 0 };
        let mut left = number;
        for (at, &part) in NUMBERS.iter().enumerate().rev() {
            if part <= left {
                left -= part;
                sum.set(at);
            }
        }
        sum
    }

    /// Reads the binary form: the digit for F(2) last, no two ones beside each other.
    ///
    /// Leading zeros are allowed. Fails on other characters, on neighboring ones, and on sums that
    /// need more than 128 bits.
    pub fn from_binary(text: &str) -> Result<Self, Error> {
        let mut sum = Self { number: 0, low: 0, high: 0 };
        let mut is_after_one = false;
        for (at, digit) in text.bytes().rev().enumerate() {
            let is_one = match digit {
                b'0' => false,
                b'1' => true,
                _ => return Err(Error::NotBinary),
            };
            if is_one && is_after_one {
                return Err(Error::NeighboringOnes);
            }
            if is_one {
                let part = NUMBERS.get(at).copied();
                let total = part.and_then(|part| sum.number.checked_add(part));
                sum.number = total.ok_or(Error::SumTooLarge)?;
                sum.set(at);
            }
            is_after_one = is_one;
        }
        if text.is_empty() { Err(Error::NotBinary) } else { Ok(sum) }
    }

    /// Returns the number.
    pub fn number(&self) -> u128 {
        self.number
    }

    /// Returns the indices of the Fibonacci numbers, ascending; F(2) = 1, F(3) = 2.
    pub fn indices(&self) -> Vec<u32> {
        (0..).zip(NUMBERS).filter(|&(at, _)| self.has(at)).map(|(at, _)| at + FIRST).collect()
    }

    /// Returns the Fibonacci numbers themselves, ascending.
    pub fn parts(&self) -> Vec<u128> {
        (0..).zip(NUMBERS).filter(|&(at, _)| self.has(at)).map(|(_, part)| part).collect()
    }

    /// Returns how many Fibonacci numbers there are.
    pub fn weight(&self) -> u32 {
        self.low.count_ones() + self.high.count_ones()
    }

    /// Returns the sum of the indices.
    pub fn index_sum(&self) -> u32 {
        self.indices().into_iter().sum()
    }

    /// Returns the binary form: one digit for each Fibonacci number down to F(2), without leading
    /// zeros; `0` for zero.
    pub fn binary(&self) -> String {
        let longest = (0..185).rev().find(|&at| self.has(at)).unwrap_or(0);
        (0..=longest).rev().map(|at| if self.has(at) { '1' } else { '0' }).collect()
    }

    fn has(&self, at: u32) -> bool {
        let (word, bit) = if at < 128 { (self.low, at) } else { (self.high, at - 128) };
        word >> bit & 1 == 1
    }

    fn set(&mut self, at: usize) {
        let (word, bit) = if at < 128 { (&mut self.low, at) } else { (&mut self.high, at - 128) };
        *word |= 1 << bit;
    }
}

impl std::fmt::Display for Zeckendorf {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let parts = self.parts();
        let Some((first, rest)) = parts.split_first() else { return out.write_str("0") };
        write!(out, "{first}")?;
        rest.iter().try_for_each(|part| write!(out, " + {part}"))
    }
}

/// Whether the number is a Fibonacci number; 0 = F(0) is one.
pub fn is_fibonacci(number: u128) -> bool {
    number == 0 || NUMBERS.binary_search(&number).is_ok()
}

/// The Fibonacci numbers from F(2) = 1 up to a limit, with their indices.
pub(crate) fn numbers_to(limit: u128) -> impl Iterator<Item = (u32, u128)> {
    (FIRST..).zip(NUMBERS).take_while(move |&(_, number)| number <= limit)
}
