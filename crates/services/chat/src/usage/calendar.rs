//! Days as a person's clock has them, across its changes to summer time and back.

use atelier_store::tables::spending::Stretch;
use atelier_vocabulary::Budgets;
use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, DateTime, date},
    tz::{Offset, TimeZone},
};

/// Days are counted from this one.
const FIRST: Date = date(1970, 1, 1);
const HOURS: i64 = 24;
/// How far ahead of now changes of the clock are known to whoever adds up: four years, in ms.
const AHEAD: i64 = 4 * 366 * 86_400_000;
/// How many changes of the clock are known at most.
const CHANGES: usize = 256;

/// Where days and months begin.
#[derive(Clone, Debug)]
pub(crate) struct Calendar(TimeZone);

impl Calendar {
    /// The calendar of a time zone, by its IANA name; of an offset where that is absent or not known.
    pub(super) fn of(zone: Option<&str>, utc_offset_minutes: i32) -> Self {
        let known = zone.and_then(|name| TimeZone::get(name).ok()).filter(|it| !it.is_unknown());
        let fixed = || {
            let offset = Offset::from_seconds(utc_offset_minutes.saturating_mul(60));
            TimeZone::fixed(offset.unwrap_or(Offset::UTC))
        };
        Self(known.unwrap_or_else(fixed))
    }

    /// The calendar that budgets are kept by.
    pub(crate) fn of_budgets(budgets: &Budgets) -> Self {
        Self::of(budgets.time_zone.as_deref(), budgets.utc_offset_minutes)
    }

    /// The number of the day of a time, in days since 1970.
    pub(crate) fn day_number(&self, at: i64) -> i64 {
        FIRST.duration_until(self.local(at).date()).as_hours() / HOURS
    }

    /// When a day begins: at midnight, or at the first time after it where the clock leaps over that.
    pub(crate) fn day_start(&self, day: i64) -> i64 {
        date_of(day).map_or(i64::MIN, |begins| self.midnight(begins))
    }

    /// When the month of a time began.
    pub(crate) fn month_start(&self, at: i64) -> i64 {
        self.midnight(self.local(at).date().first_of_month())
    }

    /// Writes the time of day as `HH:MM:SS`.
    pub(super) fn clock_name(&self, at: i64) -> String {
        let local = self.local(at);
        format!("{:02}:{:02}:{:02}", local.hour(), local.minute(), local.second())
    }

    /// The stretches of time between changes of the clock, from before `from` to after all times.
    pub(super) fn stretches(&self, from: i64, now: i64) -> Vec<Stretch> {
        let begin = timestamp(from);
        let (mut stretches, mut since) = (Vec::new(), i64::MIN);
        let mut offset_ms = milliseconds(self.0.to_offset(begin));
        let last = timestamp(now.saturating_add(AHEAD));
        let changes = self.0.following(begin).take_while(|change| change.timestamp() <= last);
        for change in changes.take(CHANGES) {
            let until = change.timestamp().as_millisecond();
            stretches.push(Stretch { since, until, offset_ms });
            since = until;
            offset_ms = milliseconds(change.offset());
        }
        stretches.push(Stretch { since, until: i64::MAX, offset_ms });
        stretches
    }

    fn local(&self, at: i64) -> DateTime {
        self.0.to_datetime(timestamp(at))
    }

    fn midnight(&self, day: Date) -> i64 {
        self.0.to_timestamp(day.at(0, 0, 0, 0)).map_or(i64::MIN, Timestamp::as_millisecond)
    }
}

/// Writes the day of a number since 1970 as `YYYY-MM-DD`; where no calendar reaches, the last one that it does.
pub(super) fn day_name(day: i64) -> String {
    let edge = if day < 0 { Date::MIN } else { Date::MAX };
    date_of(day).unwrap_or(edge).to_string()
}

/// The day of a number since 1970.
fn date_of(day: i64) -> Option<Date> {
    let since = SignedDuration::try_from_hours(day.saturating_mul(HOURS))?;
    FIRST.checked_add(since).ok()
}

/// A time; where no calendar reaches, the last one that it does.
fn timestamp(at: i64) -> Timestamp {
    let edge = if at < 0 { Timestamp::MIN } else { Timestamp::MAX };
    Timestamp::from_millisecond(at).unwrap_or(edge)
}

fn milliseconds(offset: Offset) -> i64 {
    i64::from(offset.seconds()) * 1_000
}

#[cfg(test)]
mod tests;
