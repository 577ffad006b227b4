//! Days of a query, as times: a day of the person's own clock begins and ends somewhere in UTC.

use crate::query::Clock;

const DAY: i64 = 86_400_000;

/// A stretch of whole days, in ms since 1970: from its beginning up to, not with, its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Days {
    pub(crate) begin: i64,
    pub(crate) end: i64,
}

/// Reads `2026-11-20`, `2026-11`, `2026`, `today`, `yesterday`, or `7d`: so many days ago.
pub(crate) fn parse(text: &str, clock: Clock) -> Option<Days> {
    let offset = i64::from(clock.utc_offset_minutes) * 60_000;
    let today = clock.now.checked_add(offset)?.div_euclid(DAY);
    let ago = |days: i64| Some((today.checked_sub(days)?, today.checked_sub(days)? + 1));
    let (first, after) = match text {
        "today" => ago(0)?,
        "yesterday" => ago(1)?,
        _ => match text.strip_suffix('d').and_then(|days| days.parse::<u16>().ok()) {
            Some(days) => ago(i64::from(days))?,
            None => calendar(text)?,
        },
    };
    let at = |day: i64| day.checked_mul(DAY)?.checked_sub(offset);
    Some(Days { begin: at(first)?, end: at(after)? })
}

/// The first day of a date and the first after it, in days since 1970.
fn calendar(text: &str) -> Option<(i64, i64)> {
    let mut parts = text.split('-');
    let year: i64 = number(parts.next()?, 4)?;
    let month = parts.next().map(|part| number(part, 2).filter(|month| (1..=12).contains(month)));
    let day = parts.next().map(|part| number(part, 2));
    if parts.next().is_some() {
        return None;
    }
    Some(match (month, day) {
        (None, _) => (days_before(year, 1), days_before(year + 1, 1)),
        (Some(month), None) => {
            let month = month?;
            let next = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
            (days_before(year, month), days_before(next.0, next.1))
        }
        (Some(month), Some(day)) => {
            let (month, day) = (month?, day?);
            let first = days_before(year, month);
            let next = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
            let length = days_before(next.0, next.1) - first;
            ((1..=length).contains(&day)).then_some((first + day - 1, first + day))?
        }
    })
}

fn number(text: &str, digits: usize) -> Option<i64> {
    let sound =
        text.len() <= digits && !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    sound.then(|| text.parse().ok()).flatten()
}

/// Days from 1970 to the first of a month, in the Gregorian calendar.
fn days_before(year: i64, month: i64) -> i64 {
    // March begins the year here, so that the day that is added stands at its end.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leap + (month * 153 + 2) / 5 - 719_468
}
