//! How much work a question may cost.

use crate::Error;

/// A budget of elementary steps, so that no question runs without end.
///
/// One step is one multiplication and division of machine words, about two billionths of a second;
/// long integers cost more of them.
#[derive(Clone, Debug)]
pub struct Effort {
    left: u64,
    limit: u64,
}

impl Effort {
    /// Allows `steps` elementary steps.
    pub const fn of(steps: u64) -> Self {
        Self { left: steps, limit: steps }
    }

    /// Sets aside one part of what is left, as a budget of its own.
    pub(super) fn part(&mut self, parts: u64) -> Self {
        let part = self.left / parts.max(1);
        self.left -= part;
        Self::of(part)
    }

    /// Takes the cost of work on `entries`, each of which costs `each`.
    pub(super) fn spend(&mut self, entries: usize, each: u64) -> Result<(), Error> {
        let cost = (entries as u64).saturating_mul(each);
        match self.left.checked_sub(cost) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => Err(Error::TooMuchWork { limit: self.limit }),
        }
    }
}

impl Default for Effort {
    /// Eight billion steps: a quarter of a minute at most.
    fn default() -> Self {
        Self::of(8_000_000_000)
    }
}
