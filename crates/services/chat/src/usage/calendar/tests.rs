//! Days in Berlin around both changes of the clock, and in places where midnight itself is leapt over.

use super::{Calendar, day_name};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

/// A time in UTC, in ms since 1970.
fn utc(text: &str) -> i64 {
    text.parse::<jiff::Timestamp>().unwrap().as_millisecond()
}

fn berlin() -> Calendar {
    // The offset of today must not matter where the zone is known.
    Calendar::of(Some("Europe/Berlin"), 60)
}

fn day(calendar: &Calendar, at: &str) -> String {
    day_name(calendar.day_number(utc(at)))
}

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
        (i64::MAX, "9999-12-31"),
    ];
    for (day, name) in cases {
        assert_eq!(day_name(day), name);
    }
}

#[test]
fn the_day_on_which_clocks_go_forward_has_23_hours() {
    let berlin = berlin();
    assert_eq!(day(&berlin, "2026-03-28T22:59:59Z"), "2026-03-28");
    assert_eq!(day(&berlin, "2026-03-28T23:00:00Z"), "2026-03-29");
    assert_eq!(day(&berlin, "2026-03-29T21:59:59Z"), "2026-03-29");
    assert_eq!(day(&berlin, "2026-03-29T22:00:00Z"), "2026-03-30");
    let number = berlin.day_number(utc("2026-03-29T12:00:00Z"));
    assert_eq!(berlin.day_start(number), utc("2026-03-28T23:00:00Z"));
    assert_eq!(berlin.day_start(number + 1) - berlin.day_start(number), 23 * HOUR);
    assert_eq!(berlin.clock_name(utc("2026-03-29T00:59:59Z")), "01:59:59");
    assert_eq!(berlin.clock_name(utc("2026-03-29T01:00:00Z")), "03:00:00");
}

#[test]
fn the_day_on_which_clocks_go_back_has_25_hours() {
    let berlin = berlin();
    assert_eq!(day(&berlin, "2026-10-24T21:59:59Z"), "2026-10-24");
    assert_eq!(day(&berlin, "2026-10-24T22:00:00Z"), "2026-10-25");
    assert_eq!(day(&berlin, "2026-10-25T22:59:59Z"), "2026-10-25");
    assert_eq!(day(&berlin, "2026-10-25T23:00:00Z"), "2026-10-26");
    let number = berlin.day_number(utc("2026-10-25T12:00:00Z"));
    assert_eq!(berlin.day_start(number + 1) - berlin.day_start(number), 25 * HOUR);
    assert_eq!(berlin.month_start(utc("2026-10-31T22:59:59Z")), utc("2026-09-30T22:00:00Z"));
    assert_eq!(berlin.month_start(utc("2026-10-31T23:00:00Z")), utc("2026-10-31T23:00:00Z"));
}

#[test]
fn stretches_put_each_time_into_the_day_that_the_calendar_names() {
    for zone in ["Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Apia", "UTC"]
    {
        let calendar = Calendar::of(Some(zone), 0);
        let (from, now) = (utc("2008-12-31T05:00:00Z"), utc("2018-12-31T05:00:00Z"));
        let stretches = calendar.stretches(from, now);
        assert_eq!((stretches[0].since, stretches.last().unwrap().until), (i64::MIN, i64::MAX));
        assert!(stretches.windows(2).all(|two| two[0].until == two[1].since), "{zone}");
        let mut at = from;
        while at < now {
            let stretch = stretches.iter().find(|it| (it.since..it.until).contains(&at)).unwrap();
            let number = (at + stretch.offset_ms).div_euclid(24 * HOUR);
            assert_eq!(number, calendar.day_number(at), "{zone} {at}");
            assert!(calendar.day_start(number) <= at, "{zone} {at}");
            assert!(at < calendar.day_start(number + 1), "{zone} {at}");
            at += 97 * MINUTE;
        }
    }
}

#[test]
fn a_day_without_a_midnight_begins_after_it() {
    // In São Paulo the clock went from 23:59 to 01:00.
    let calendar = Calendar::of(Some("America/Sao_Paulo"), 0);
    let number = calendar.day_number(utc("2018-11-04T12:00:00Z"));
    assert_eq!(calendar.day_start(number), utc("2018-11-04T03:00:00Z"));
    assert_eq!(calendar.clock_name(calendar.day_start(number)), "01:00:00");
}

#[test]
fn a_zone_that_is_not_known_leaves_the_offset() {
    for zone in [
        None,
        Some(""),
        Some("Berlin"),
        Some("Etc/Unknown"),
        Some("../../../etc/passwd"),
        Some("/etc/localtime"),
        Some("Europe/Berlin\u{0}"),
        Some("Europe/\u{202e}Berlin"),
        Some("CET-1CEST,M3.5.0,M10.5.0/3"),
    ] {
        let calendar = Calendar::of(zone, 120);
        assert_eq!(calendar.day_start(calendar.day_number(0)), -2 * HOUR, "{zone:?}");
        assert_eq!(calendar.stretches(0, 0).len(), 1, "{zone:?}");
    }
    let far = Calendar::of(None, i32::MAX);
    assert_eq!(far.day_number(0), 0, "no clock is so far ahead");
}

#[test]
fn times_beyond_every_calendar_are_some_day_too() {
    let berlin = berlin();
    for at in [i64::MIN, i64::MIN + 1, -1, i64::MAX - 1, i64::MAX] {
        let number = berlin.day_number(at);
        assert!(berlin.day_start(number) <= berlin.day_start(number + 1).max(at));
        assert!(!berlin.stretches(at, at).is_empty());
        assert_eq!(berlin.clock_name(at).len(), 8);
    }
    assert_eq!(berlin.day_start(i64::MAX), i64::MIN);
}
