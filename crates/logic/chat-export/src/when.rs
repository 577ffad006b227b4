//! Times as a person reads them.

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// A day and a time of day, in the time of Greenwich.
pub(crate) fn day_and_time(ms: i64) -> String {
    let text = exact(ms);
    match (text.get(..10), text.get(11..16)) {
        (Some(day), Some(time)) => format!("{day} {time} UTC"),
        _ => text,
    }
}

/// The day alone.
pub(crate) fn day(ms: i64) -> String {
    exact(ms).get(..10).unwrap_or_default().to_owned()
}

/// RFC 3339.
pub(crate) fn exact(ms: i64) -> String {
    let at = OffsetDateTime::from_unix_timestamp_nanos(i128::from(ms) * 1_000_000);
    at.ok().and_then(|it| it.format(&Rfc3339).ok()).unwrap_or_default()
}
