//! When to ask again, as data. Nothing is ever asked again once a byte of the answer has arrived.

use crate::{ApiError, FailureClass};

/// When to ask again, and after how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    /// The most tries, the first included.
    pub max_tries: u32,
    /// The wait after the first try, in ms; it doubles from try to try.
    pub base_ms: u64,
    /// The longest wait that doubling leads to, in ms.
    pub cap_ms: u64,
    /// The longest wait that the API can ask for, in ms.
    pub longest_ms: u64,
}

/// What came of a try instead of an answer, before a byte of one had arrived.
#[derive(Clone, Copy, Debug)]
pub enum Trouble<'a> {
    /// A response that is no success.
    Response(&'a ApiError),
    /// No response at all.
    NoResponse(FailureClass),
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self { max_tries: 5, base_ms: 500, cap_ms: 8_000, longest_ms: 60_000 }
    }
}

impl RetryPolicy {
    /// Never asks again.
    pub const NEVER: Self = Self { max_tries: 1, base_ms: 0, cap_ms: 0, longest_ms: 0 };

    /// How long to wait before asking again, in ms; none where asking again is of no use.
    ///
    /// `tries` counts those made so far; `random` lies in 0..1 and takes up to a quarter off a wait
    /// that the API did not ask for.
    pub fn wait_ms(&self, tries: u32, trouble: Trouble<'_>, random: f64) -> Option<u64> {
        if tries >= self.max_tries || !worth_another_try(trouble) {
            return None;
        }
        let asked = match trouble {
            Trouble::Response(error) => error.retry_after_ms,
            Trouble::NoResponse(_) => None,
        };
        Some(match asked {
            Some(ms) => ms.min(self.longest_ms),
            None => self.backoff_ms(tries, random),
        })
    }

    fn backoff_ms(&self, tries: u32, random: f64) -> u64 {
        let doubled = 1_u64.checked_shl(tries.saturating_sub(1)).unwrap_or(u64::MAX);
        let whole = self.base_ms.saturating_mul(doubled).min(self.cap_ms);
        let random = if random.is_finite() { random.clamp(0.0, 1.0) } else { 0.0 };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "waits are small positive numbers of ms"
        )]
        let off = (whole as f64 * random * 0.25) as u64;
        whole.saturating_sub(off)
    }
}

/// Whether the API, or the kind of trouble, gives reason to ask again.
fn worth_another_try(trouble: Trouble<'_>) -> bool {
    match trouble {
        // A reached limit on spending stays reached, whatever else the response says.
        Trouble::Response(error) if error.class() == FailureClass::SpendLimit => false,
        Trouble::Response(error) => error.should_retry.unwrap_or_else(|| {
            error.status.is_some_and(|status| matches!(status, 408 | 409 | 429 | 500..))
        }),
        // A wait that has been sat out once is not sat out five times.
        Trouble::NoResponse(class) => matches!(class, FailureClass::Connect | FailureClass::Dns),
    }
}
