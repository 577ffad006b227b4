//! Numbers as sums of Fibonacci numbers no two of which are neighbors: every number in one way.

use crate::Error;

/// The index of the first number that sums are made of.
const FIRST: u32 = 2;

/// The Fibonacci numbers from F(2) = 1 up to a limit, with their indices.
pub(crate) fn numbers_to(limit: u128) -> impl Iterator<Item = (u32, u128)> {
    let (mut one, mut next) = (Some(1_u128), Some(2_u128));
    (FIRST..).map_while(move |index| {
        let number = one?;
        (one, next) = (next, next.and_then(|next| next.checked_add(number)));
        Some((index, number)).filter(|_| number <= limit)
    })
}

/// A number as the sum of Fibonacci numbers that are no neighbors.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Zeckendorf {
    number: u128,
    /// Ascending.
    indices: Vec<u32>,
}

impl Zeckendorf {
    /// Decomposes a number. 0 is the empty sum.
    pub fn of(number: u128) -> Self {
        let mut indices = Vec::new();
        let mut left = number;
        let parts: Vec<(u32, u128)> = numbers_to(number).collect();
        for &(index, part) in parts.iter().rev() {
            if part <= left {
                left -= part;
                indices.push(index);
            }
        }
        indices.reverse();
        Self { number, indices }
    }

    /// Reads the binary form: the digit for F(2) last, no two ones beside each other.
    ///
    /// Leading zeros are allowed. Fails on other characters, on neighboring ones, and on sums that
    /// need more than 128 bits.
    pub fn from_binary(text: &str) -> Result<Self, Error> {
        let mut sum = Self::default();
        let mut parts = numbers_to(u128::MAX);
        let mut is_after_one = false;
        for digit in text.bytes().rev() {
            let part = parts.next();
            let is_one = match digit {
                b'0' => false,
                b'1' => true,
                _ => return Err(Error::NotBinary),
            };
            if is_one && is_after_one {
                return Err(Error::NeighboringOnes);
            }
            if is_one {
                let (index, part) = part.ok_or(Error::SumTooLarge)?;
                sum.number = sum.number.checked_add(part).ok_or(Error::SumTooLarge)?;
                sum.indices.push(index);
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
    pub fn indices(&self) -> &[u32] {
        &self.indices
    }

    /// Returns the Fibonacci numbers themselves, ascending.
    pub fn parts(&self) -> Vec<u128> {
        let parts = numbers_to(self.number);
        parts.filter(|(index, _)| self.indices.contains(index)).map(|(_, part)| part).collect()
    }

    /// Returns how many Fibonacci numbers there are.
    pub fn weight(&self) -> usize {
        self.indices.len()
    }

    /// Returns the sum of the indices.
    pub fn index_sum(&self) -> u32 {
        self.indices.iter().sum()
    }

    /// Returns the binary form: one digit for each Fibonacci number down to F(2), without leading
    /// zeros; `0` for zero.
    pub fn binary(&self) -> String {
        let longest = self.indices.last().copied().unwrap_or(FIRST);
        let digit = |index| if self.indices.contains(&index) { '1' } else { '0' };
        (FIRST..=longest).rev().map(digit).collect()
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
    number == 0 || numbers_to(number).any(|(_, part)| part == number)
}
