//! Which backups make room for newer ones.

use std::collections::HashSet;

/// Of how many days one each is kept.
pub(crate) const DAYS: usize = 7;
/// Of how many weeks before one each is kept.
pub(crate) const WEEKS: usize = 4;
/// How many that were the store before a restoring are kept.
pub(crate) const RESTORES: usize = 3;

const DAY: i64 = 24 * 60 * 60 * 1000;

/// The times (ms since 1970) of backups that are not needed any more: the last of each of the latest days
/// stays, and the last of each of the latest weeks before.
pub(crate) fn surplus(times: &[i64]) -> Vec<i64> {
    let mut newest_first = times.to_vec();
    newest_first.sort_unstable_by(|a, b| b.cmp(a));
    let (mut days, mut weeks) = (HashSet::new(), HashSet::new());
    let mut surplus = Vec::new();
    for time in newest_first {
        let (day, week) = (time.div_euclid(DAY), time.div_euclid(7 * DAY));
        if days.len() < DAYS && days.insert(day) {
            weeks.insert(week);
        } else if days.contains(&day) || weeks.len() >= WEEKS + 2 || !weeks.insert(week) {
            surplus.push(time);
        }
    }
    surplus
}

/// Whether it is time for the next, `last` being the latest (ms since 1970).
pub(crate) fn is_due(last: Option<i64>, now: i64) -> bool {
    // A clock that was set back must not hold the next one up.
    last.is_none_or(|last| now - last >= DAY || last > now + DAY)
}

#[cfg(test)]
mod tests {
    use super::{DAY, DAYS, WEEKS, is_due, surplus};

    #[test]
    fn a_year_of_backups_leaves_a_week_of_days_and_a_month_of_weeks() {
        let mut kept: Vec<i64> = Vec::new();
        for hour in 0..365 * 4 {
            kept.push(1_700_000_000_000 + hour * DAY / 4);
            let gone = surplus(&kept);
            // A day that falls behind where its week has one, and with a new week the oldest.
            assert!(gone.len() <= 2, "one comes, at most two go: {gone:?}");
            kept.retain(|it| !gone.contains(it));
            assert!(kept.len() <= DAYS + WEEKS + 2, "{}", kept.len());
        }
        let newest = kept.iter().max().unwrap();
        let oldest = kept.iter().min().unwrap();
        assert!((newest - oldest) / DAY >= 21, "{}", (newest - oldest) / DAY);
        let days: Vec<i64> = kept.iter().filter(|it| newest - **it < 6 * DAY).copied().collect();
        assert!(days.len() >= 6);
    }

    #[test]
    fn it_is_due_a_day_after_the_last_and_after_a_clock_that_jumped() {
        assert!(is_due(None, 0));
        assert!(!is_due(Some(1_000), 1_000 + DAY - 1));
        assert!(is_due(Some(1_000), 1_000 + DAY));
        assert!(is_due(Some(900 * DAY), 3 * DAY));
    }
}
