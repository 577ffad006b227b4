//! Where days and months begin, by the person's midnight.

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// When the day of `now` began, in ms since 1970, where midnight comes `offset` minutes before that
/// of UTC.
pub(crate) fn day_start(now: i64, offset: i64) -> i64 {
    let local = now.saturating_add(offset * MINUTE);
    local.div_euclid(DAY) * DAY - offset * MINUTE
}

/// When the month of `now` began.
pub(crate) fn month_start(now: i64, offset: i64) -> i64 {
    let day = now.saturating_add(offset * MINUTE).div_euclid(DAY);
    let (_, _, of_month) = date(day);
    (day - i64::from(of_month) + 1) * DAY - offset * MINUTE
}

/// Writes the day of a number since 1970 as `YYYY-MM-DD`.
pub(crate) fn day_name(day: i64) -> String {
    let (year, month, of_month) = date(day);
    format!("{year:04}-{month:02}-{of_month:02}")
}

/// The year, month and day of a number of days since 1970, by the Gregorian calendar: years are
/// counted from the first of March, so that the day that leaps is the last.
fn date(day: i64) -> (i64, u32, u32) {
    /// Days of 400 years, and from the first of March of the year 0 to 1970.
    const CYCLE: i64 = 146_097;
    const BEFORE: i64 = 719_468;
    let shifted = day.saturating_add(BEFORE);
    let (cycle, within) = (shifted.div_euclid(CYCLE), shifted.rem_euclid(CYCLE));
    let year = (within - within / 1_460 + within / 36_524 - within / 146_096) / 365;
    let of_year = within - (365 * year + year / 4 - year / 100);
    let from_march = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year + cycle * 400 + i64::from(month <= 2);
    (year, u32::try_from(month).unwrap_or(1), u32::try_from(of_month).unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::{DAY, day_name, day_start, month_start};

    #[test]
    fn days_have_the_dates_of_the_calendar() {
        let cases = [
            (0, "1970-01-01"),
            (58, "1970-02-28"),
            (59, "1970-03-01"),
            (11_016, "2000-02-29"),
            (11_017, "2000-03-01"),
            (20_778, "2026-11-21"),
            (47_540, "2100-02-28"),
            (47_541, "2100-03-01"),
            (-1, "1969-12-31"),
        ];
        for (day, name) in cases {
            assert_eq!(day_name(day), name);
        }
    }

    #[test]
    fn days_and_months_begin_at_the_persons_midnight() {
        let new_year = 20_819 * DAY; // 2027-01-01T00:00Z
        assert_eq!(day_name(20_819), "2027-01-01");
        let hour = 3_600_000;
        // In Berlin the year is new an hour earlier; in New York five hours later.
        assert_eq!(day_start(new_year - hour / 2, 60), new_year - hour);
        assert_eq!(month_start(new_year - hour / 2, 60), new_year - hour);
        assert_eq!(day_start(new_year, -300), new_year - DAY + 5 * hour);
        assert_eq!(month_start(new_year, -300), new_year - 31 * DAY + 5 * hour);
    }
}
