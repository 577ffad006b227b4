//! The time, for what is shown as relative to now.

use std::time::{SystemTime, UNIX_EPOCH};

/// Returns the time in ms since 1970.
pub(crate) fn now() -> i64 {
    #[expect(clippy::disallowed_methods, reason = "a host may know the time; it is only shown")]
    let now = SystemTime::now();
    let since = now.duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
