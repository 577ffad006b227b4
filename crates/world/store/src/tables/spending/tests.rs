//! Nothing spent is lost: not with its conversation, and not when a clock jumps.

use atelier_vocabulary::Usage;
use rusqlite::Connection;
use uuid::Uuid;

use super::{Purpose, Span, Spent, Stretch, by_day, insert, requests, since, sum};
use crate::{connection, migrations};

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;
/// Noon of a day in November 2026.
const NOON: i64 = 20_778 * DAY + 12 * HOUR;

fn store() -> Connection {
    let mut connection = connection::open_in_memory().unwrap();
    migrations::run(&mut connection, migrations::ALL, 0, 0).unwrap();
    connection
}

fn spend(c: &Connection, at: i64, cost: i64) {
    let usage = Usage { input_tokens: 10, output_tokens: 2, ..Usage::default() };
    let spent = Spent {
        message: None,
        conversation: None,
        purpose: Purpose::Answer,
        model: Some("claude-test"),
        at,
        usage,
        cost_nano_usd: Some(cost),
        estimated: false,
        from_cache: None,
    };
    insert(c, &spent).unwrap();
}

/// What counts against the budget of the day that begins at midnight before `now`.
fn today(c: &Connection, now: i64) -> i64 {
    since(c, now.div_euclid(DAY) * DAY, now).unwrap().cost_nano_usd
}

#[test]
fn a_day_counts_its_own_and_no_other() {
    let c = store();
    spend(&c, NOON - DAY, 1);
    spend(&c, NOON, 2);
    spend(&c, NOON + HOUR, 4);
    assert_eq!(today(&c, NOON + 2 * HOUR), 6);
    assert_eq!(today(&c, NOON + DAY), 0);
}

#[test]
fn a_clock_that_was_ahead_loses_nothing_and_does_not_count_for_ever() {
    let c = store();
    spend(&c, NOON - DAY, 1);
    spend(&c, NOON, 2);
    spend(&c, NOON + 900 * DAY, 4); // For a moment it was another year.
    spend(&c, NOON + HOUR, 8);
    assert_eq!(today(&c, NOON + 2 * HOUR), 14);
    assert_eq!(today(&c, NOON + DAY), 0);
}

#[test]
fn a_clock_that_is_set_back_over_midnight_moves_nothing_into_yesterday() {
    let c = store();
    let midnight = NOON + 12 * HOUR;
    spend(&c, midnight + HOUR, 1);
    spend(&c, midnight - HOUR, 2); // Set back by two hours.
    assert_eq!(today(&c, midnight + 2 * HOUR), 3);
}

#[test]
fn a_clock_without_a_battery_counts_where_the_last_one_did() {
    let c = store();
    spend(&c, NOON, 1);
    spend(&c, 5, 2); // 1970
    spend(&c, NOON + HOUR, 4);
    assert_eq!(today(&c, NOON + 2 * HOUR), 7);
    // While it shows 1970, all that is known counts: rather too much than too little.
    assert_eq!(today(&c, 6), 7);
}

#[test]
fn days_are_those_of_the_persons_midnight() {
    let c = store();
    let midnight = NOON + 12 * HOUR;
    spend(&c, midnight - HOUR / 2, 1);
    let span = Span { from: 0, conversation: None };
    let of = |offset_ms| {
        let always = Stretch { since: i64::MIN, until: i64::MAX, offset_ms };
        by_day(&c, span, &[always]).unwrap()[0].0
    };
    assert_eq!(of(0), 20_778);
    assert_eq!(of(HOUR), 20_779);
    assert_eq!(of(-13 * HOUR), 20_778);
    assert_eq!(of(-24 * HOUR), 20_777);
}

#[test]
fn days_on_both_sides_of_a_change_of_the_clock_are_added_up_by_their_own_offsets() {
    let c = store();
    let change = NOON; // Ahead by two hours before it, by one from it on.
    for (at, cost) in
        [(change - 15 * HOUR, 1), (change - 1, 2), (change, 4), (change + 11 * HOUR, 8)]
    {
        spend(&c, at, cost);
    }
    let summer = Stretch { since: i64::MIN, until: change, offset_ms: 2 * HOUR };
    let winter = Stretch { since: change, until: i64::MAX, offset_ms: HOUR };
    let span = Span { from: 0, conversation: None };
    let days = by_day(&c, span, &[summer, winter]).unwrap();
    let days: Vec<_> = days.into_iter().map(|(day, sums)| (day, sums.cost_nano_usd)).collect();
    assert_eq!(days, [(20_777, 1), (20_778, 6), (20_779, 8)]);
    assert!(by_day(&c, span, &[]).unwrap().is_empty());
}

#[test]
fn an_answer_is_counted_once_however_often_it_is_written_down() {
    let c = store();
    let id = Uuid::from_u128(7);
    for cost in [3, 5] {
        let spent = Spent {
            message: Some(id.into()),
            conversation: Some(Uuid::from_u128(8).into()),
            purpose: Purpose::Answer,
            model: None,
            at: NOON,
            usage: Usage::default(),
            cost_nano_usd: Some(cost),
            estimated: false,
            from_cache: None,
        };
        insert(&c, &spent).unwrap();
    }
    let span = Span { from: 0, conversation: None };
    let all = sum(&c, span).unwrap();
    assert_eq!((all.requests, all.cost_nano_usd), (1, 5));
    assert_eq!(requests(&c, span, 10).unwrap().len(), 1);
}
